using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Cases 45 to 56: control flow and IL.</summary>
public sealed class FlowScenarios(ConformanceFixture fixture)
{
    public static TheoryData<Variant> Variants => ConformanceFixture.Variants;

    // case 45
    [Theory, MemberData(nameof(Variants))]
    public async Task NestedRegions_TellReturnFromThrow(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync(
            "Flow.Nested",
            "Flow.Nested",
            "how=0, text=start passed after, @return=start passed after",
            "how=1, text=start argument after, @return=start argument after",
            "threw: how=2, text=start argument, e=long message, e (line 63)=null, @exception=long message",
            "threw: how=3, text=start, e=no, e (line 63)=null, @exception=no",
            "threw: how=4, text=start outer, e=null, e (line 63)=broken, @exception=wrapped",
            "threw: how=5, text=start outer, e=null, e (line 63)=broken, @exception=wrapped");
    }

    // case 45: the exception of a finally block is thrown while another one leaves
    [Theory, MemberData(nameof(Variants))]
    public async Task ExceptionThatReplacesAnother_IsOneThrow(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        foreach (var kind in new[] { ProbeKind.Count, ProbeKind.Snapshot })
        {
            var recording = await target.RecordAsync("Flow.Nested", ConformanceTarget.Snapshot("Flow.Nested@throw") with { Kind = kind });
            recording.Status.Hits.ShouldBe(4, kind.ToString());
        }

        var named = new ProbeSpec { Kind = ProbeKind.Count, Place = "Flow.Nested", By = "@exception.Message" };
        (await target.RecordAsync("Flow.Nested", named)).Status.Hits.ShouldBe(4);
        (await target.RecordAsync("Flow.Nested", Totals.Spec(ProbeKind.Time, "Flow.Nested"))).Times().Count.ShouldBe(6);
    }

    // case 81: constants are in the symbols alone
    [Theory, MemberData(nameof(Variants))]
    public async Task Constants_CanBeNamedInExpressions(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);
        var line = Placing.Line("Flow.cs", "scoped-second");
        foreach (var (place, when, hits) in new[]
        {
            (line, "Unit == 'kg' && number == Unit.Length", 1),
            (line, "Unit == 'g'", 0),
            ("Flow.ScopedReturns", "number > Unit.Length", 1),
            ("Flow.ScopedReturns@return", "@return > Unit.Length * 100", 1),
        })
        {
            var recording = await target.RecordAsync("Flow.ScopedReturns", ConformanceTarget.Snapshot(place, when));
            recording.Status.Hits.ShouldBe(hits, when);
            recording.Captures.Length.ShouldBe(hits, when);
        }

        var log = await target.RecordAsync("Flow.ScopedReturns", Totals.Spec(ProbeKind.Log, line, "{second} {Unit}"));
        log.Events.OfType<Logged>().ShouldHaveSingleItem().Text.ShouldBe("200 kg");
    }

    // cases 45 and 63: each probe follows an invocation with a ticket of its own
    [Theory]
    [InlineData("Flow.Nested", "Flow.Nested", 6)]
    [InlineData("Flow.Nested", "Flow.Nested@throw", 4)]
    [InlineData("Async.Suspends", "Async.Suspends", 1)]
    public async Task TwoProbesOnOneMethod_BothSeeEveryEnd(string scenario, string place, int hits)
    {
        var target = await fixture.TargetAsync(Variant.All[0]);
        target.Drain();
        var first = await target.PlaceAsync(ConformanceTarget.Snapshot(place));
        var second = await target.PlaceAsync(ConformanceTarget.Snapshot(place));

        await target.RunAsync(scenario);

        foreach (var probe in new[] { first.Probe, second.Probe })
        {
            (await target.RemoveAsync(probe)).Hits.ShouldBe(hits);
        }

        var captures = target.Drain().OfType<Captured>().ToList();
        captures.Count(capture => capture.Probe == first.Probe && capture.Outcome is ("returned" or "threw")).ShouldBe(hits);
        captures.Count(capture => capture.Probe == second.Probe && capture.Outcome is ("returned" or "threw")).ShouldBe(hits);
    }

    // case 45, 46
    [Theory, MemberData(nameof(Variants))]
    public async Task FaultAndFilterBlocks_WrittenByHand(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync(
            "Handwritten.Fault",
            "Handmade.Fault",
            "number=5, @return=20",
            "threw: number=0, @exception=Attempted to divide by zero.");
        await target.ShouldRecordAsync("Handwritten.Filters", "Handmade.Filters", "number=5, @return=2", "number=0, @return=-1");
        await target.ShouldRecordAsync("Handwritten.Joins", "Handmade.Dead", "number=3, @return=3");
    }

    // case 46
    [Theory, MemberData(nameof(Variants))]
    public async Task Lines_AtTheEdgesOfRegions(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("Flow.Nested", Placing.Line("Flow.cs", "handler-end"), "how=1, e=long message, text=start argument");
        await target.ShouldRecordAsync("Flow.Nested", Placing.Line("Flow.cs", "rethrow"), "how=2, e=long message, text=start argument");
        await target.ShouldRecordAsync(
            "Flow.Nested",
            Placing.Line("Flow.cs", "after-leave"),
            "how=0, text=start passed",
            "how=1, text=start argument");
        await target.ShouldRecordAsync("Flow.Nested", Placing.Line("Flow.cs", "try-end"), "how=0, text=start");
        await target.ShouldRecordAsync(
            "Flow.Nested",
            Placing.Line("Flow.cs", "nested-return"),
            "how=0, text=start passed after",
            "how=1, text=start argument after");
    }

    // case 47
    [Theory, MemberData(nameof(Variants))]
    public async Task SeveralReturns_NoReturn_AndOnlyThrow(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync(
            "Flow.Returns",
            "Flow.Returns",
            "number=1, @return=one",
            "number=2, @return=two",
            "number=3, @return=many",
            "number=-1, @return=negative");
        await target.ShouldRecordAsync("Flow.Returns", "Flow.ThrowOnly", "threw: text=x, @exception=x");
        await target.ShouldRecordAsync("Flow.Returns", "Flow.Endless@entry", "left=3");
        await target.ShouldRecordAsync("Handwritten.Joins", "Handmade.Joins", "number=1, @return=8", "number=5, @return=17");
        await target.ShouldRecordAsync("Flow.ScopedReturns", Placing.Line("Flow.cs", "scoped-second"), "number=2, second=200, Unit=kg");
    }

    // case 48
    [Theory, MemberData(nameof(Variants))]
    public async Task StatementsWithAStackThatIsNotEmpty(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("Flow.Stack", "Flow.OnStack", "number=3, text=abc, @return=3<abc 6 8>");
        await target.ShouldRecordAsync(
            "Flow.Stack",
            "Flow.OnStackSync",
            "number=4, text=null, list=[a], @return=<none 1 8>",
            "number=5, text=de, list=[a], @return=<de 1 6>");
        await target.ShouldRecordAsync("Flow.Stack", Placing.Line("Flow.cs", "switch-arm"), "number=4, text=null, list=[a]");
        await target.ShouldRecordAsync("Flow.Stack", Placing.Line("Flow.cs", "lambda-in-call"), "item=a");
        (await target.RefusalAsync(Placing.Line("Flow.cs", "await-inside"))).Message.ShouldContain("the nearest one starts at line");
    }

    // case 49
    [Theory, MemberData(nameof(Variants))]
    public async Task SeveralStatementsAndLambdasOnOneLine(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("Flow.SameLine", Placing.Line("Flow.cs", "two-lambdas"), "number=2, b=6, a=9, g=null", "x=9", "y=6, b=6");
        (await target.RefusalAsync(Placing.Line("Flow.cs", "continued"))).Message.ShouldContain("the nearest one starts at line");
    }

    // case 50
    [Theory, MemberData(nameof(Variants))]
    public async Task LineDirectives_AreHonoured(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("Flow.Mapped", "Page.razor:501", "number=3");
        await target.ShouldRecordAsync("Flow.Mapped", Placing.Line("Flow.cs", "mapped-return"), "number=3");
    }

    // case 51
    [Theory, MemberData(nameof(Variants))]
    public async Task SwitchTables_AndBranchesThatGrow(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("Flow.Switches", Placing.Line("Flow.cs", "switch-three"), "number=1, result=21", "number=3, result=0");
        await target.ShouldRecordAsync("Flow.Switches", "Flow.Words", "word=seven, @return=7", "word=nothing, @return=-1");
        await target.ShouldNotMindAsync("Huge.cs", "Huge.Branches");
    }

    // case 52
    [Theory, MemberData(nameof(Variants))]
    public async Task MoreThan255LocalsAndArguments_SkipLocalsInit(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldNotMindAsync("Huge.cs", "Huge.Locals", "Huge.Arguments");
        await target.ShouldRecordAsync(
            "Flow.SkipsInit",
            "Flow.SkipsInit",
            "count=4, bytes=[1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1], when=0001-01-01T00:00:00.0000004, number=4, text=4, @return=2");
    }

    // case 53
    [Theory, MemberData(nameof(Variants))]
    public async Task Prefixes_StayWithTheirInstruction(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("Flow.Prefixes", "Flow.Constrained", "value=Key{Id=3}, @return=Key { Id = 3 }0", "value=k, @return=k0");
        await target.ShouldRecordAsync("Flow.Prefixes", "Flow.VolatileSum", "add=4, @return=8");
        await target.ShouldRecordAsync("Flow.Prefixes", "Flow.ReadonlyElement", "items=[r], @return=r");
        await target.ShouldRecordAsync("Handwritten.Others", "Handmade.Unaligned", "number=8, number=8, @return=9");
        await target.ShouldRecordAsync("Handwritten.Jumps", "Handmade.Jumps@entry", "number=4");
        await target.ShouldRecordAsync("Handwritten.Tail", "Handmade.TailIndirect@entry", "number=3");
        (await target.RefusalAsync("Handmade.Jumps")).Message.ShouldContain("tail calls");
        (await target.RefusalAsync("Handmade.Tail")).Message.ShouldContain("tail calls");
        (await target.RefusalAsync("Handmade.Tail@return")).Message.ShouldContain("tail calls");
        (await target.RefusalAsync("Handmade.TailIndirect@throw")).Message.ShouldContain("tail calls");
    }

    // case 54
    [Theory, MemberData(nameof(Variants))]
    public async Task Stackalloc_InAMethodWithRegions(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync(
            "Flow.Stackalloc",
            Placing.Line("Flow.cs", "in-try"),
            "size=5, room=[0 0 0 0 0]",
            "size=200, room=[0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0]");
        await target.ShouldRecordAsync("Handwritten.Others", "Handmade.Allocates", "size=16, @return=42");
    }

    // case 55
    [Theory, MemberData(nameof(Variants))]
    public async Task LockUsingAndGoto_AreLeftInOrder(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Flow.Blocks", ConformanceTarget.Snapshot(Placing.Line("Flow.cs", "in-using")));

        recording.Captures.Select(Recording.Values).ShouldAllBe(values => values.Contains("second=Conformance.Flow.Resource{}", StringComparison.Ordinal));
        recording.Status.Hits.ShouldBe(2);
        await target.ShouldNotMindAsync("Flow.cs", "Flow.Blocks");
    }

    // case 56
    [Theory, MemberData(nameof(Variants))]
    public async Task Filters_RunInTheFirstPass(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("Flow.FilterOrder", "Flow.Guarded", "threw: depth=1, local=10, @exception=deep 10");
        await target.ShouldRecordAsync("Flow.FilterOrder", "Flow.Declines", "exception=deep 10, @return=false");
    }

    // case 45 to 56, every line at once
    [Theory, MemberData(nameof(Variants))]
    public async Task EveryLine_LeavesResultsAlone(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldNotMindAsync("Flow.cs", "Flow.Nested", "Flow.Returns", "Flow.Stack", "Flow.SameLine", "Flow.Mapped", "Flow.Switches", "Flow.SkipsInit", "Flow.Prefixes", "Flow.Stackalloc", "Flow.Blocks", "Flow.FilterOrder", "Flow.ScopedReturns");
    }
}
