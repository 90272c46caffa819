using Plumbline.Ledger.Traces;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Ledger;

public sealed class StackTraces
{
    [Theory]
    [InlineData("   at Shop.Orders.Checkout(Order order) in /src/Shop/Orders.cs:line 42", "Orders", "Checkout", "/src/Shop/Orders.cs", 42)]
    [InlineData("   at Shop.Orders.<Checkout>d__5.MoveNext() in C:\\Shop\\Orders.cs:line 42", "Orders", "Checkout", "C:/Shop/Orders.cs", 42)]
    [InlineData("   at Shop.Orders.<>c__DisplayClass3_0.<Checkout>b__1(Line line) in /src/Orders.cs:line 7", "Orders", "Checkout", "/src/Orders.cs", 7)]
    [InlineData("   at Shop.Orders.<>c.<<Checkout>b__4_0>d.MoveNext() in /src/Orders.cs:line 7", "Orders", "Checkout", "/src/Orders.cs", 7)]
    [InlineData("   at Shop.Orders.<Checkout>g__Sum|4_0(List`1 lines) in /src/Orders.cs:line 9", "Orders", "Sum", "/src/Orders.cs", 9)]
    [InlineData("   at Shop.Cache`2.Get[T](TKey key, Func`2 make) in /src/Cache.cs:line 3", "Cache", "Get", "/src/Cache.cs", 3)]
    [InlineData("   at Shop.Cache`2[[System.String, System.Private.CoreLib],[System.Int32]].Get(TKey key) in /src/Cache.cs:line 3", "Cache", "Get", "/src/Cache.cs", 3)]
    [InlineData("   at Shop.Orders..ctor(String name) in /src/a folder/Orders.cs:line 12", "Orders", "Orders", "/src/a folder/Orders.cs", 12)]
    [InlineData("   at Shop.Outer.Inner.Run()", "Inner", "Run", null, 0)]
    [InlineData("   bei Shop.Orders.Checkout(Order order) in /src/Orders.cs:Zeile 42", "Orders", "Checkout", "/src/Orders.cs", 42)]
    [InlineData("   at checkout() in src/orders.py:line 42", "", "checkout", "src/orders.py", 42)]
    public void Parse_FrameOfDotnet_IsTheMethodThatWasWritten(string line, string type, string function, string? file, int at)
    {
        var frame = StackTrace.Parse(line).ShouldHaveSingleItem();

        (frame.Type, frame.Function, frame.File, frame.Line, frame.IsOwn).ShouldBe((type, function, file, at, true));
    }

    [Fact]
    public void Parse_DotnetWithInnerException_BeginsWhereItWasThrown()
    {
        const string Trace = """
            System.InvalidOperationException: Checkout failed
             ---> System.DivideByZeroException: Attempted to divide by zero.
               at Shop.Prices.Average(List`1 lines) in /src/Prices.cs:line 12
               at System.Linq.Enumerable.Sum[T](IEnumerable`1 source)
               --- End of inner exception stack trace ---
               at Shop.Orders.<Checkout>d__5.MoveNext() in /src/Orders.cs:line 42
            --- End of stack trace from previous location ---
               at System.Runtime.CompilerServices.TaskAwaiter.ThrowForNonSuccess(Task task)
               at Shop.Api.Post(HttpContext context) in /src/Api.cs:line 8
            """;

        StackTrace.Parse(Trace).Where(frame => frame.IsOwn).Select(frame => $"{frame.Function}:{frame.Line}").ShouldBe(["Average:12", "Checkout:42", "Post:8"]);
    }

    [Fact]
    public void Parse_FrameThatASourceCallsALibrarys_IsNoOwnOne() =>
        StackTrace.Parse("Error: x\n   at (library) handle() in /app/express.js:line 5\n   at checkout() in /app/orders.js:line 9").Select(frame => frame.IsOwn).ShouldBe([false, true]);

    [Fact]
    public void Parse_Java_BeginsWithTheLastCause()
    {
        const string Trace = """
            org.acme.CheckoutException: failed
            	at org.acme.shop.Api.post(Api.java:20)
            	at java.base/java.lang.Thread.run(Thread.java:829)
            Caused by: java.lang.NullPointerException
            	at org.acme.shop.Orders$Line.lambda$checkout$3(Orders.java:42)
            	at app//org.acme.shop.Orders.checkout(Orders.java:30)
            	... 12 more
            """;

        var frames = StackTrace.Parse(Trace);

        frames.Select(frame => $"{frame.Type}.{frame.Function} {frame.File}:{frame.Line} {frame.IsOwn}").ShouldBe(
        [
            "Orders.checkout org/acme/shop/Orders.java:42 True", "Orders.checkout org/acme/shop/Orders.java:30 True", "Api.post org/acme/shop/Api.java:20 True", "Thread.run java/lang/Thread.java:829 False",
        ]);
    }

    [Fact]
    public void Parse_Python_BeginsWithTheNewestCallOfTheFirstException()
    {
        const string Trace = """
            Traceback (most recent call last):
              File "/app/shop/api.py", line 8, in post
                checkout(order)
              File "/app/shop/orders.py", line 42, in checkout
                return total / count
            ZeroDivisionError: division by zero

            During handling of the above exception, another exception occurred:

            Traceback (most recent call last):
              File "/usr/lib/python3.12/wsgiref/handlers.py", line 137, in run
              File "/app/.venv/lib/python3.12/site-packages/flask/app.py", line 5, in wrap
            """;

        StackTrace.Parse(Trace).Select(frame => $"{frame.Function}:{frame.Line} {frame.IsOwn}").ShouldBe(["checkout:42 True", "post:8 True", "wrap:5 False", "run:137 False"]);
    }

    [Fact]
    public void Parse_Go_LeavesOutTheHandlingOfThePanic()
    {
        const string Trace = """
            panic: runtime error: integer divide by zero

            goroutine 1 [running]:
            main.recover()
            	/app/recover.go:3 +0x10
            panic({0x45a0, 0x51f0})
            	/usr/local/go/src/runtime/panic.go:884 +0x212
            github.com/acme/shop/orders.(*Orders).Checkout.func1(0xc000)
            	/app/orders/orders.go:42 +0x1d
            github.com/acme/shop/api.Post(...)
            	/app/api/api.go:8
            created by github.com/lib/pq.open
            	/go/pkg/mod/github.com/lib/pq@v1.10.9/conn.go:5 +0x3f
            """;

        StackTrace.Parse(Trace).Select(frame => $"{frame.Function}:{frame.Line} {frame.IsOwn}").ShouldBe(["Checkout:42 True", "Post:8 True", "open:5 False"]);
    }

    [Theory]
    [InlineData("    at checkout (/app/src/orders.js:42:13)", "checkout", "/app/src/orders.js", true)]
    [InlineData("    at async Orders.checkout (file:///app/src/orders.js:42:13)", "checkout", "/app/src/orders.js", true)]
    [InlineData("    at new Orders (webpack://shop/./src/orders.js:42:13)", "Orders", "/src/orders.js", true)]
    [InlineData("    at https://shop.example/static/orders.js?v=3:42:13", "", "/static/orders.js", true)]
    [InlineData("checkout@https://shop.example/static/orders.js:42:13", "checkout", "/static/orders.js", true)]
    [InlineData("    at handle (/app/node_modules/express/lib/router.js:42:5)", "handle", "/app/node_modules/express/lib/router.js", false)]
    [InlineData("    at process.processTicks (node:internal/process/task_queues:42:5)", "processTicks", "node:internal/process/task_queues", false)]
    public void Parse_JavaScript_IsThePlaceWithoutItsHost(string line, string function, string file, bool isOwn)
    {
        var frame = StackTrace.Parse("TypeError: x is undefined\n" + line).ShouldHaveSingleItem();

        (frame.Function, frame.File, frame.Line, frame.IsOwn).ShouldBe((function, file, 42, isOwn));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing that looks like a trace at all (really)")]
    [InlineData("at at at at ( ( ( ) in :line ")]
    [InlineData("   at X.Y(((((((((((((((((((((((((((((((((((((((((((((")]
    public void Parse_WhatIsNoTrace_HasNoFrames(string text) => StackTrace.Parse(text).ShouldBeEmpty();

    [Fact]
    public void Parse_TextMeantToTakeForEver_EndsSoon()
    {
        var text = string.Join('\n', Enumerable.Repeat("   at " + new string('(', 3000) + new string('<', 3000) + "[" + new string('[', 3000) + " in " + new string(':', 3000), 200));

        StackTrace.Parse(text).Count.ShouldBeLessThan(201);
    }
}
