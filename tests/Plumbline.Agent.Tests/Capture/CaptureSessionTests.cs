using Plumbline.Agent.Capture;
using Plumbline.Agent.Redaction;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Capture;

public sealed class CaptureSessionTests
{
    [Fact]
    public void Complete_ThreeArguments_GivesTheWholeMessage()
    {
        var session = new CaptureSession();
        session.Begin(new CaptureLimits(), Redactor.Default);
        var (id, total, customer) = (42, 19.90m, "Ann \"A\" Lee");
        session.Value("id", "argument", null, ref id);
        session.Value("total", "argument", null, ref total);
        session.Value("customer", "argument", null, ref customer);

        var taken = Taken.End(session, Taken.Header with
        {
            File = "Orders.cs", Line = 42, Outcome = "returned", Microseconds = 12.5, ThreadId = 3, ThreadName = "worker",
            TraceId = "t", SpanId = "s", Frames = [new CapturedFrame("Shop.Orders.Checkout", "Orders.cs", 42, true)],
        });

        var message = taken.Message;
        message.Probe.ShouldBe(7);
        message.Method.ShouldBe("Shop.Orders.Checkout");
        message.File.ShouldBe("Orders.cs");
        message.Line.ShouldBe(42);
        message.Outcome.ShouldBe("returned");
        message.Microseconds.ShouldBe(12.5);
        message.ThreadName.ShouldBe("worker");
        message.Frames.ShouldNotBeNull().Single().ShouldBe(new CapturedFrame("Shop.Orders.Checkout", "Orders.cs", 42, true));
        message.Values.Select(v => (v.Name, v.Role, v.When)).ShouldBe([("id", "argument", null), ("total", "argument", null), ("customer", "argument", null)]);
        message.Values.Select(v => (taken.Node(v.Node).Kind, taken.Node(v.Node).Type, taken.Node(v.Node).Value))
            .ShouldBe([("number", "int", "42"), ("number", "decimal", "19.90"), ("string", "string", "Ann \"A\" Lee")]);
        message.Cut.ShouldBeNull();
    }

    [Fact]
    public void EndPart_ValueChangesBetweenParts_BothStatesAreKept()
    {
        var session = new CaptureSession();
        var order = new Order { Id = 1 };
        session.Begin(new CaptureLimits(), Redactor.Default, parts: 2);
        session.Value("order", "argument", "entry", ref order);
        session.EndPart();
        order.Id = 2;
        session.Value("order", "argument", "exit", ref order);

        var taken = Taken.End(session);

        taken.Message.Values.Select(v => v.When).ShouldBe(["entry", "exit"]);
        taken.Field(taken.Node(taken.Message.Values[0].Node), "Id").Value.ShouldBe("1");
        taken.Field(taken.Node(taken.Message.Values[1].Node), "Id").Value.ShouldBe("2");
    }

    [Fact]
    public void EndPart_ExitOnAnotherThread_GivesOneCapture()
    {
        var session = new CaptureSession();
        var order = new Order { Id = 1 };
        session.Begin(new CaptureLimits(), Redactor.Default, parts: 2);
        session.Value("order", "argument", "entry", ref order);
        session.EndPart();
        Taken? taken = null;
        var thread = new Thread(() =>
        {
            var result = "done";
            session.Value("@return", "return", "exit", ref result);
            taken = Taken.End(session, Taken.Header with { Event = "call", Outcome = "returned" });
        });
        thread.Start();
        thread.Join();

        taken.ShouldNotBeNull().Message.Values.Select(v => (v.Name, v.When)).ShouldBe([("order", "entry"), ("@return", "exit")]);
    }

    [Fact]
    public void Value_OrderGraph_GivesFieldsOfEveryLevel()
    {
        var order = new Order { Id = 3, Lines = { new Line { Sku = "A1", Count = 2 }, new Line { Sku = "B2", Count = 1 } } };
        order.Self = order;

        var taken = Taken.Of(order);

        taken.Root.Kind.ShouldBe("object");
        taken.Root.Type.ShouldBe("Plumbline.Agent.Tests.Capture.CaptureSessionTests.Order");
        taken.Field("Lines").Total.ShouldBe(2);
        taken.Field("Lines/1/Sku").Value.ShouldBe("B2");
        taken.Field("Lines/0/Count").Value.ShouldBe("2");
        taken.Field("Self").ShouldBeSameAs(taken.Root);
    }

    private sealed class Order
    {
        public int Id { get; set; }

        public List<Line> Lines { get; } = [];

        public Order? Self { get; set; }
    }

    private sealed class Line
    {
        public string? Sku { get; set; }

        public int Count { get; set; }
    }
}
