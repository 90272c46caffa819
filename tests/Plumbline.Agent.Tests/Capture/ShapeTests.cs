using System.Dynamic;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Redaction;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Capture;

public sealed class ShapeTests
{
    [Fact]
    public void Value_DerivedType_ShowsRunTimeTypeAndHiddenFields()
    {
        var taken = Taken.Of<Animal>(new Dog());

        taken.Root.Type.ShouldNotBeNull().ShouldEndWith("ShapeTests.Dog");
        taken.Root.Fields.ShouldNotBeNull().Select(f => f.Name).ShouldBe(["_name", "Age", "Animal._name", "Legs"]);
        taken.Field("_name").Value.ShouldBe("dog");
        taken.Field("Animal._name").Value.ShouldBe("animal");
    }

    [Fact]
    public void Value_SeenManyTimes_ReadsTheSameThroughOffsets()
    {
        var first = Taken.Of(new Mixed()).Text;
        for (var i = 0; i < 200; i++)
        {
            Taken.Of(new Mixed()).Text.ShouldBe(first);
        }

        SpinWait.SpinUntil(() => TypePlans.Of(typeof(Mixed)).Shape is ObjectShape { IsBuilt: true }, 5000).ShouldBeTrue();
        Taken.Of(new Mixed()).Text.ShouldBe(first);
        Taken.Of(new Mixed()).Text.ShouldBe(first);
        ((ObjectShape)TypePlans.Of(typeof(Mixed)).Shape).Fields
            .Select(f => (long)f.Access.Offset).ShouldAllBe(o => o >= 0);
    }

    [Fact]
    public void Value_RecordsTuplesAndAnonymous_UseSourceNames()
    {
        Taken.Of(new Point(1, 2)).Field("X").Value.ShouldBe("1");
        Taken.Of(new { Id = 5, Name = "n" }).Field("Name").Value.ShouldBe("n");
        Taken.Of(new { Id = 5 }).Root.Type.ShouldBe("anonymous");
        Taken.Of(Tuple.Create(1, "b")).Field("Item2").Value.ShouldBe("b");
        Taken.Of((1, "b")).Field("Item2").Value.ShouldBe("b");
        Taken.Of((1, "b")).Root.Type.ShouldBe("(int, string)");
        Taken.Of((1, "b"), tuple: ["id", "name"]).Field("name").Value.ShouldBe("b");
        Taken.Of(new WithTuples()).Field("Pairs/0/Left").Value.ShouldBe("1");
        Taken.Of(new WithTuples()).Field("Nested/Inner/Deep").Value.ShouldBe("3");
        Taken.Of(new WithTuples()).Field("Long/h").Value.ShouldBe("8");
        Taken.Of(new WithTuples()).Field("Long/i/b2").Value.ShouldBe("10");
        Taken.Of((1, 2, 3, 4, 5, 6, 7, 8, 9)).Field("Item9").Value.ShouldBe("9");
    }

    [Fact]
    public void Value_PrimaryConstructorAndClosure_UseSourceNames()
    {
        Taken.Of(new Captures(7)).Field("number").Value.ShouldBe("7");
        var text = "inside";
        var closure = ((Func<string>)(() => text)).Target;
        Taken.Of(closure).Field("text").Value.ShouldBe("inside");
        Taken.Of(Iterate(3)).Root.Type.ShouldNotBeNull().ShouldEndWith("ShapeTests.Iterate");
    }

    [Fact]
    public void Value_Exception_ShowsMessageAndInner()
    {
        var taken = Taken.Of<Exception>(new Odd("outer", new ArgumentException("inner", "it")));

        taken.Field("Message").Value.ShouldBe("outer");
        taken.Field("InnerException/Message").Value.ShouldBe("inner");
        taken.Field("InnerException/_paramName").Value.ShouldBe("it");
        taken.Field("_code").Value.ShouldBe("17");
        taken.Text.ShouldNotContain("_stackTrace");
    }

    [Fact]
    public async Task Value_Tasks_AreNotWaitedForNorObserved()
    {
        var open = new TaskCompletionSource<int>();
        Taken.Of(open.Task).Field("Status").Value.ShouldBe("WaitingForActivation");
        Taken.Of(open.Task).Root.Fields.ShouldNotBeNull().Length.ShouldBe(1);
        Taken.Of(Task.FromResult(new Point(1, 2))).Field("Result/Y").Value.ShouldBe("2");
        Taken.Of(Task.CompletedTask).Field("Status").Value.ShouldBe("RanToCompletion");
        var failed = Task.FromException(new InvalidOperationException("bad"));
        Taken.Of(failed).Field("Status").Value.ShouldBe("Faulted");
        await Should.ThrowAsync<InvalidOperationException>(() => failed.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Value_Lazy_IsNotForced()
    {
        var lazy = new Lazy<int>(() => throw new InvalidOperationException());
        Taken.Of(lazy).Field("IsValueCreated").Value.ShouldBe("false");
        Taken.Of(lazy).Root.Fields.ShouldNotBeNull().Length.ShouldBe(1);
        var made = new Lazy<int>(() => 5);
        _ = made.Value;
        Taken.Of(made).Field("Value").Value.ShouldBe("5");
    }

    [Fact]
    public void Value_Cancellation_ShowsWhetherItWasAskedFor()
    {
        using var source = new CancellationTokenSource();
        Taken.Of<object>(source.Token).Field("IsCancellationRequested").Value.ShouldBe("false");
        source.Cancel();
        Taken.Of(new { cancellationToken = source.Token }).Field("cancellationToken/IsCancellationRequested").Value.ShouldBe("true");
        Taken.Of<object>(default(CancellationToken)).Field("IsCancellationRequested").Value.ShouldBe("false");
    }

    [Fact]
    public void Value_Json_IsReadAsItsParts()
    {
        using var document = JsonDocument.Parse("""{"a":[1,"x",null],"b":{"c":true}}""");
        var taken = Taken.Of(document.RootElement);

        taken.Root.Kind.ShouldBe("dictionary");
        taken.Node(taken.Field("1").Items.ShouldNotBeNull()[1]).Value.ShouldBe("x");
        taken.Text.ShouldContain("\"true\"");
        Taken.Of(default(JsonElement)).Root.Value.ShouldBe("Undefined");
        var gone = JsonDocument.Parse("{}");
        var element = gone.RootElement;
        gone.Dispose();
        Taken.Of(element).Root.Kind.ShouldNotBeNull();
    }

    [Fact]
    public void Value_OddShapes_AreReadWithoutFault()
    {
        IDictionary<string, object?> expando = new ExpandoObject();
        expando["Name"] = "x";
        Expression<Func<int, int>> tree = x => x + 1;
        Read(expando, "dictionary");
        Read(tree, "object");
        Read(Enumerable.Range(0, 5).Select(i => i * 2).AsQueryable(), "object");
        Read(new WeakReference<object>(new object()), "object");
        Read(Thread.CurrentThread, "object");
        Read(typeof(string).GetMethod("Trim", []), "type").Value.ShouldBe("string.Trim");
        Read(typeof(string).Assembly, "type");
        Read(new object(), "object").Fields.ShouldNotBeNull().ShouldBeEmpty();
        Read(new HttpClient(), "object");
        Read(AppDomain.CurrentDomain, "object");
        Read(new Fixed(), "object");
        Taken.Of(new ValueTask<int>(5)).Field("_result").Value.ShouldBe("5");
    }

    private static CapturedNode Read(object? value, string kind)
    {
        var taken = Taken.Of(value);
        taken.Root.Kind.ShouldBe(kind);
        taken.Message.Nodes.Where(n => n.Cut == "changed" || n.Kind == "unavailable").ShouldBeEmpty();
        return taken.Root;
    }

    [Fact]
    public void Value_InlineStorage_ShowsItsElements()
    {
        var taken = Taken.Of(new Fixed());

        taken.Field("Buffer/Cells").Total.ShouldBe(4);
        taken.Field("Buffer/Cells/2").Value.ShouldBe("30");
        taken.Field("Inline/1").Value.ShouldBe("b");
        taken.Field("Union").Fields.ShouldNotBeNull().Length.ShouldBe(2);
    }

    [Fact]
    public void Value_NullReference_IsSaid()
    {
        var session = new CaptureSession();
        session.Begin(new CaptureLimits(), Redactor.Default);
        session.Value("it", "argument", null, ref Unsafe.NullRef<int>());
        session.ByRefNull("other", "argument", null, "int");
        session.Unavailable("third", "local", null, "Order", "not in scope");
        session.Text("fourth", "expression", null, "number", "long", "5");
        session.Span("span", "argument", null, (ReadOnlySpan<int>)[1, 2, 3]);
        session.Span("letters", "argument", null, "abc".AsSpan());

        var taken = Taken.End(session);

        taken.Node(0).Kind.ShouldBe("unavailable");
        taken.Node(2).ShouldBe(new CapturedNode { Kind = "unavailable", Type = "Order", Value = "not in scope" });
        taken.Node(3).Value.ShouldBe("5");
        taken.Node(4).Items.ShouldBe([5, 6, 7]);
        taken.Message.Values.Length.ShouldBe(6);
        taken.Node(8).Value.ShouldBe("abc");
    }

    private static IEnumerable<int> Iterate(int most)
    {
        for (var i = 0; i < most; i++)
        {
            yield return i;
        }
    }

    private class Animal
    {
        private readonly string _name = "animal";

        public int Legs { get; } = 4;

        public string Own => _name;
    }

    private sealed class Dog : Animal
    {
        private readonly string _name = "dog";

        public int Age { get; } = 3;

        public string Mine => _name;
    }

    private sealed class Mixed
    {
        public byte One = 1;
        public string Two = "two";
        public double Three = 3;
        public Point Four = new(4, 5);
        public int? Six = 6;
        public DayOfWeek Seven = DayOfWeek.Sunday;
        public object Eight = 8;
        public (int A, string B) Nine = (9, "nine");
        public bool Ten = true;
        public Pair<short> Eleven = new() { Left = 11 };
    }

    private struct Pair<T>
    {
        public T? Left;
        public string? Right = null;

        public Pair()
        {
        }
    }

    private sealed record Point(int X, int Y);

    private sealed class Captures(int number)
    {
        public int Twice() => number * 2;
    }

    private sealed class WithTuples
    {
        public List<(int Left, int Right)> Pairs = [(1, 2)];
        public (int Outer, (int Deep, int Other) Inner) Nested = (1, (3, 4));
        public (int a, int b, int c, int d, int e, int f, int g, int h, (int a2, int b2) i) Long = (1, 2, 3, 4, 5, 6, 7, 8, (9, 10));
    }

    private sealed class Odd(string message, Exception inner) : Exception(message, inner)
    {
        public int _code = 17;

        public override string Message => throw new InvalidOperationException();
    }

    private sealed unsafe class Fixed
    {
        public Storage Buffer;
        public Three Inline;
        public Overlaid Union = new() { Whole = 1 };

        public Fixed()
        {
            Buffer.Cells[2] = 30;
            Inline[1] = "b";
        }
    }

    private unsafe struct Storage
    {
        public fixed int Cells[4];
    }

    [InlineArray(3)]
    private struct Three
    {
        private string _first;
    }

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)]
    private struct Overlaid
    {
        [System.Runtime.InteropServices.FieldOffset(0)]
        public long Whole;

        [System.Runtime.InteropServices.FieldOffset(4)]
        public int Half;
    }
}
