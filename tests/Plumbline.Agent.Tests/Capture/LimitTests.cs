using System.Diagnostics;
using System.Text;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Redaction;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Capture;

public sealed class LimitTests
{
    [Fact]
    public void Depth_DeepList_IsCutWithItsReason()
    {
        var taken = Taken.Of(Chain(100_000));

        taken.Field("Next/Next/Next").Cut.ShouldBe("depth");
        taken.Field("Next/Next/Next").Fields.ShouldBeNull();
        taken.Message.Cut.ShouldBeNull();
    }

    [Fact]
    public void Bytes_DeepListWithoutBoundOfDepth_IsCutAtTheDeepEnd()
    {
        var taken = Taken.Of(Chain(100_000), new CaptureLimits { Depth = 10_000, Bytes = 64 * 1024 });

        taken.Bytes.Length.ShouldBeLessThanOrEqualTo(64 * 1024);
        taken.Message.Cut.ShouldBe("bytes");
        taken.Message.Nodes.Length.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void Cycle_TwoObjects_AreTwoNodes()
    {
        var (first, second) = (new Link(), new Link());
        (first.Next, second.Next) = (second, first);

        var taken = Taken.Of(first, new CaptureLimits { Depth = 50 });

        taken.Field("Next/Next").ShouldBeSameAs(taken.Root);
        taken.Message.Nodes.Count(n => n.Kind == "object").ShouldBe(2);
    }

    [Fact]
    public void Shared_ObjectInManyPlaces_IsOneNode()
    {
        var shared = new Link();

        var taken = Taken.Of(new[] { shared, shared, shared });

        taken.Root.Items.ShouldNotBeNull().Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Elements_WideArray_IsCutWithItsTotal()
    {
        var taken = Taken.Of(new int[1_000_000]);

        taken.Root.Total.ShouldBe(1_000_000);
        taken.Root.Items.ShouldNotBeNull().Length.ShouldBe(100);
        taken.Root.Cut.ShouldBe("elements");
        Taken.Of(new int[100]).Root.Cut.ShouldBeNull();
        Taken.Of(Enumerable.Range(0, 1000).ToDictionary(i => i)).Root.Items.ShouldNotBeNull().Length.ShouldBe(200);
        Taken.Of(Enumerable.Range(0, 1000).ToHashSet()).Root.Cut.ShouldBe("elements");
    }

    [Fact]
    public void Fields_OneOverTheBound_IsCut()
    {
        var taken = Taken.Of((1, 2, 3), new CaptureLimits { Fields = 2 });
        Taken.Of(new Three(), new CaptureLimits { Fields = 2 }).Root.Cut.ShouldBe("fields");
        Taken.Of(new Three(), new CaptureLimits { Fields = 3 }).Root.Cut.ShouldBeNull();
        taken.Root.Fields.ShouldNotBeNull().Length.ShouldBe(2);
        taken.Root.Cut.ShouldBe("fields");
    }

    [Fact]
    public void Characters_HugeString_CostsNeitherTimeNorMemory()
    {
        var huge = new string('x', 50_000_000);
        var builder = new StringBuilder(huge);
        Taken.Of(huge);
        var session = new CaptureSession();
        session.Begin(new CaptureLimits(), Redactor.Default);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        session.Value("huge", "local", null, ref huge);
        session.Value("builder", "local", null, ref builder);
        session.EndPart();

        clock.ElapsedMilliseconds.ShouldBeLessThan(200);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64 * 1024);
        var taken = Taken.End(session);
        taken.Root.ShouldBe(new CapturedNode { Kind = "string", Type = "string", Value = huge[..1000], Total = 50_000_000, Cut = "characters" });
        taken.Node(1).Value.ShouldNotBeNull().Length.ShouldBe(1000);
    }

    [Fact]
    public void Bytes_AnyBound_IsKeptAndEveryNodeIsThere()
    {
        var wide = Enumerable.Range(0, 300).Select(i => new { Id = i, Name = new string('é', i), Inner = new Link { Next = new Link() } }).ToArray();
        for (var bytes = 4096; bytes < 200_000; bytes += 7919)
        {
            var taken = Taken.Of(wide, new CaptureLimits { Bytes = bytes, Elements = 1000 });

            taken.Bytes.Length.ShouldBeLessThanOrEqualTo(bytes);
            taken.Message.Nodes.ShouldAllBe(n => n.Kind.Length > 0);
        }
    }

    [Fact]
    public void Bytes_ManyValuesAndFrames_StayWithinTheBound()
    {
        var session = new CaptureSession();
        session.Begin(new CaptureLimits { Bytes = 8192 }, Redactor.Default, parts: 2);
        var text = new string('x', 900);
        for (var i = 0; i < 50; i++)
        {
            session.Value("value" + i, "local", i < 25 ? "entry" : "exit", ref text);
            if (i == 24)
            {
                session.EndPart();
            }
        }

        var frames = Enumerable.Range(0, 500).Select(i => new CapturedFrame("Shop.Orders.Checkout" + i, "Orders.cs", i, true)).ToArray();
        var taken = Taken.End(session, Taken.Header with { Frames = frames });

        taken.Bytes.Length.ShouldBeLessThanOrEqualTo(8192);
        taken.Message.Cut.ShouldBe("bytes");
        taken.Message.Values.ShouldContain(v => v.When == "entry");
        taken.Message.Values.ShouldContain(v => v.When == "exit");
    }

    [Fact]
    public void Milliseconds_TooLittleTime_CutsAndSaysSo()
    {
        var wide = Enumerable.Range(0, 20_000).Select(i => new Link { Next = new Link() }).ToArray();
        Taken.Of(new Link());

        var taken = Taken.Of(wide, new CaptureLimits { Milliseconds = 0.05, Elements = 20_000, Bytes = 4 << 20 });

        taken.Message.Cut.ShouldBe("time");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Limits_OfAnyValue_AreBroughtIntoBounds(int value)
    {
        var limits = new CaptureLimits { Depth = value, Elements = value, Fields = value, Characters = value, Bytes = value, Milliseconds = value };

        Taken.Of(Chain(50), limits).Root.Kind.ShouldBe("object");
        Taken.Of("text", limits).Root.Kind.ShouldBe("string");
        Taken.Of(new[] { 1 }, limits).Root.Kind.ShouldBe("list");
    }

    [Fact]
    public void Session_UsedAgain_HoldsNothingOfTheLastCapture()
    {
        var session = new CaptureSession();
        var gone = Fill(session);
        SpinWait.SpinUntil(
            () =>
            {
                _ = new byte[1_000_000];
                GC.AddMemoryPressure(100_000_000);
                GC.RemoveMemoryPressure(100_000_000);
                return !gone.IsAlive;
            },
            10_000).ShouldBeTrue();
        session.Complete(Taken.Header).Count.ShouldBeGreaterThan(0);
    }

    private static WeakReference Fill(CaptureSession session)
    {
        var link = new Link { Next = new Link() };
        session.Begin(new CaptureLimits(), Redactor.Default, parts: 2);
        session.Value("link", "local", "entry", ref link);
        session.EndPart();
        return new WeakReference(link);
    }

    private static Link Chain(int length)
    {
        var first = new Link();
        for (var i = 0; i < length; i++)
        {
            first = new Link { Next = first };
        }

        return first;
    }

    private sealed class Link
    {
        public Link? Next { get; set; }
    }

    private sealed class Three
    {
        public int A = 1;
        public int B = 2;
        public int C = 3;
    }
}
