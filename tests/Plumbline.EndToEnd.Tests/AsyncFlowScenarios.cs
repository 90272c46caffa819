using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Cases 6 and 12 to 16 of docs/conformance.md.</summary>
public sealed class AsyncFlowScenarios(ConformanceFixture fixture)
{
    public static TheoryData<Variant> Variants => ConformanceFixture.Variants;

    // case 6
    [Theory, MemberData(nameof(Variants))]
    public async Task Probes_AroundAwaitsInTryCatchFinally_ChangeNothing(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        (await target.RecordAsync("AsyncFlow.Tries", ConformanceTarget.Snapshot("AsyncFlow.Tries"))).ShouldBe(
            "call returned: how=0, log=tryfinally, @return=tryfinally",
            "call returned: how=1, log=trycatchonefinally, @return=trycatchonefinally",
            "call returned: how=2, log=tryfinallyouter, @return=tryfinallyouter");
        var file = Lines.Place("AsyncFlow.cs", "in-try", "in-catch", "in-finally");
        (await target.RecordAsync("AsyncFlow.Tries", Totals.Spec(ProbeKind.Log, file, "{how}{log}"))).Lines()
            .ShouldBe(["0", "0try", "1", "1try", "1trycatchone", "2", "2try"]);
    }

    // case 12
    [Theory, MemberData(nameof(Variants))]
    public async Task Probes_InAwaitUsingAndAwaitForeach_SeeTheItems(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        (await target.RecordAsync("AsyncFlow.Using", Totals.Spec(ProbeKind.Log, Lines.Place("AsyncFlow.cs", "in-foreach"), "{text}+{item}")))
            .Lines().ShouldBe(["+0", "0+1"]);
        (await target.RecordAsync("AsyncFlow.Using", ConformanceTarget.Snapshot("AsyncFlow.Using"))).ShouldBe(
            "call returned: count=2, text=01, @return=01");
        (await target.RecordAsync("AsyncFlow.Using", Totals.Spec(ProbeKind.Time, "AsyncFlow.Resource.DisposeAsync"))).Times().Count.ShouldBe(1);
    }

    // case 13
    [Theory, MemberData(nameof(Variants))]
    public async Task LineProbes_AfterAwaits_TellLocalsOfOneNameApart(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        (await target.RecordAsync("AsyncFlow.Scopes", ConformanceTarget.Snapshot(Lines.Place("AsyncFlow.cs", "first-scope")))).ShouldBe(
            "line: number=3, text=, same=first3");
        // The optimising compiler uses one field for several locals in turn; its symbols name the first and none of the later ones.
        var isOptimised = variant.Project == "Conformance";
        (await target.RecordAsync("AsyncFlow.Scopes", ConformanceTarget.Snapshot(Lines.Place("AsyncFlow.cs", "second-scope")))).ShouldBe(
            "line: number=3, text=first3" + (isOptimised ? "" : ", same=second3"));
        (await target.RecordAsync("AsyncFlow.Scopes", ConformanceTarget.Snapshot(Lines.Place("AsyncFlow.cs", "third-scope")))).ShouldBe(
            "line: number=3, text=first3second3" + (isOptimised ? "" : ", other=third3"));
        (await target.RecordAsync("AsyncFlow.Scopes", ConformanceTarget.Snapshot(Lines.Place("AsyncFlow.cs", "plain-local"), "i == 1"))).ShouldBe(
            "line: number=3, text=first3second3third30, i=1, plain=10");
    }

    // case 13
    [Theory, MemberData(nameof(Variants))]
    public async Task LineProbe_AfterAwait_DoesNotShowALocalThatWasNotKept(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("AsyncFlow.NotKept", ConformanceTarget.Snapshot(Lines.Place("AsyncFlow.cs", "not-kept")));

        recording.ShouldBe(variant.Project == "ConformanceDebug"
            ? "line: number=3, lost=9, kept=k3"
            : "line: number=3, kept=k3");
    }

    // case 14, case 16
    [Theory, MemberData(nameof(Variants))]
    public async Task Probes_LeaveContextsAsTheyAre(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        (await target.RecordAsync("AsyncFlow.Context", ConformanceTarget.Snapshot("AsyncFlow.InContext"))).Captures.Length.ShouldBe(1);
        (await target.RecordAsync("AsyncFlow.Ambient", ConformanceTarget.Snapshot("AsyncFlow.Ambient"))).Captures.Length.ShouldBe(1);
        (await target.RecordAsync("AsyncFlow.Ambient", Totals.Spec(ProbeKind.Time, "AsyncFlow.RunAmbient"))).Times().Count.ShouldBe(1);
    }

    // case 15
    [Theory, MemberData(nameof(Variants))]
    public async Task RuntimeAsync_IsRefusedWithItsReason(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);
        await target.RunAsync("Handwritten.Fault");

        var refusal = await target.RefusalAsync("HandmadeAsync.RuntimeAsync");
        refusal.Code.ShouldBe(FailureCode.PlaceRefused);
        refusal.Message.ShouldContain("runtime-async");
        var found = await target.Connection.AskAsync<MethodsFound>(new FindMethods("HandmadeAsync", 10), TestContext.Current.CancellationToken);
        found.Methods.ShouldHaveSingleItem().Refusal.ShouldNotBeNull().ShouldContain("runtime-async");
        (await target.RunAsync("Basics.Add")).ShouldBe("12");
    }
}
