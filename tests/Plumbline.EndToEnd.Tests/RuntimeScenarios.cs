using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Cases 57 to 62: what the runtime does with code.</summary>
public sealed class RuntimeScenarios(ConformanceFixture fixture)
{
    public static TheoryData<Variant> Variants => ConformanceFixture.Variants;

    // case 57
    [Theory, MemberData(nameof(Variants))]
    public async Task InlinedCallee_IsCountedInEveryCaller_AtEveryTier(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);
        await target.RunAsync("Runtime.Tiers");
        await target.RunAsync("Runtime.Tiers");

        var recording = await target.RecordAsync("Runtime.Tiers", Count("Runtime.Inlined"));

        recording.Status.Hits.ShouldBe(20_000);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task InlinedCallee_ItsCallersAreNamed_AndNotThoseOfAnotherProbe(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);
        await target.RunAsync("Runtime.Tiers");
        var other = await target.PlaceAsync(Count("Basics.Throws"));

        var placed = await target.PlaceAsync(Count("Runtime.Inlined"));
        await target.RunAsync("Runtime.Tiers");
        await target.RunAsync("Basics.Throws");
        var status = await target.UntilAsync(placed.Probe, probe => probe.Sites[0].NativeVersions > 0);

        (await target.StatusAsync(other.Probe)).Sites[0].Inliners.ShouldBeEmpty();
        status.Sites[0].Inliners.ShouldBeSubsetOf(["Conformance.Runtime.Small", "Conformance.Runtime.RunTiers", "Conformance.Runtime.Tiers"]);
        await target.RemoveAsync(placed.Probe);
        await target.RemoveAsync(other.Probe);
    }

    // case 57
    [Theory, MemberData(nameof(Variants))]
    public async Task HotLoop_ReplacedOnTheStack_CountsEveryRound(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("Runtime.Loop", Placing.Line("Runtime.cs", "loop-last"), "rounds=300000, i=299999, sum=45919601680");
        await target.ShouldRecordAsync("Runtime.Optimised", "Runtime.Optimised", "number=3, sum=3, @return=3");
        var round = Placing.Line("Runtime.cs", "loop-round");
        (await target.RecordAsync("Runtime.Loop", Count(round))).Status.Hits.ShouldBe(300_000);
    }

    // case 59
    [Theory, MemberData(nameof(Variants))]
    public async Task FrameThatIsStillRunning_GoesOnInOldCode_AndTheProbeSaysSo(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);
        await target.RunAsync("Runtime.StartWorker");

        var placed = await target.PlaceAsync(Count("Runtime.Worker"));
        (await target.RunAsync("Runtime.WorkerGoesOn")).ShouldBe("True");
        var waiting = await target.UntilAsync(placed.Probe, status => status.State == ProbeState.Waiting);

        waiting.Reason.ShouldNotBeNull().ShouldContain("still running");
        waiting.Hits.ShouldBe(0);
        (await target.RunAsync("Runtime.StopWorker")).ShouldBe("True");
        await target.RunAsync("Runtime.StartWorker");
        (await target.UntilAsync(placed.Probe, status => status.Hits == 1)).Hits.ShouldBe(1);
        await target.RemoveAsync(placed.Probe);
        (await target.RunAsync("Runtime.WorkerGoesOn")).ShouldBe("True");
        (await target.RunAsync("Runtime.StopWorker")).ShouldBe("True");
    }

    // case 59
    [Theory, MemberData(nameof(Variants))]
    public async Task Recursion_EachInvocationHasItsOwnTicket(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync(
            "Runtime.Recursion",
            "Runtime.Recursion",
            [.. Enumerable.Range(0, 6).Reverse().Select(depth => $"depth={depth}, here={depth * 10}, @return={depth * (depth + 1) / 2}")]);
    }

    // case 60
    [Theory, MemberData(nameof(Variants))]
    public async Task DynamicAndCollectibleCode_IsRefused_AndCanBeUnloaded(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);
        await target.RunAsync("Runtime.Dynamic");
        await target.RunAsync("Runtime.Collectible");

        await target.RefusalAsync("EmittedType.EmittedMethod");
        (await target.RefusalAsync("ConformancePlugin[collectible]!Greeter.Greet")).Message.ShouldContain("collectible");
        (await target.RunAsync("Runtime.Unload")).ShouldBe("unloaded");
    }

    // case 60
    [Fact]
    public async Task CollectibleCode_ThatAWatchSawFail_CanBeUnloaded()
    {
        await using var target = await ConformanceTarget.StartAsync(Variant.All[0]);
        await target.Connection.AskAsync<WatchArmed>(new WatchFailures { Arm = ["all"], Facts = true }, TestContext.Current.CancellationToken);
        await target.RunAsync("Runtime.Collectible");
        var refused = await target.NextAsync<WatchArmed>(armed => armed.Refused.Keys.Any(reason => reason.Contains("collectible", StringComparison.Ordinal)));
        refused.Refused.Single(reason => reason.Key.Contains("collectible", StringComparison.Ordinal)).Value.ShouldBe(4);

        (await target.RunAsync("Runtime.CollectibleFailure")).ShouldBe("ConformancePlugin.NamelessException");
        var failed = await target.NextAsync<FailureSeen>(seen => seen.Type == "ConformancePlugin.NamelessException" && seen.Ends.Length > 0);
        failed.Place.Method.ShouldBe("ConformancePlugin.Greeter.Greet");

        (await target.RunAsync("Runtime.Unload")).ShouldBe("unloaded");
    }

    // cases 61 and 62
    [Fact]
    public async Task PluginLoadedLater_BindsThePendingProbe_InEveryContext()
    {
        await using var target = await ConformanceTarget.StartAsync(Variant.All[0]);
        var spec = ConformanceTarget.Snapshot("Greeter.Greet") with { AllowPending = true };
        var placed = await target.PlaceAsync(spec);
        placed.State.ShouldBe(ProbeState.Pending);

        await target.RunAsync("Runtime.FirstContext");
        await target.UntilAsync(placed.Probe, status => status.State == ProbeState.Applied && status.Sites.Length == 1);
        await target.RunAsync("Runtime.FirstContext");
        await target.RunAsync("Runtime.SecondContext");
        await target.UntilAsync(placed.Probe, status => status.Sites.Length == 2);
        await target.RunAsync("Runtime.SecondContext");
        await target.RunAsync("Runtime.FirstContext");

        var removed = await target.RemoveAsync(placed.Probe);
        removed.Hits.ShouldBe(3, removed.ToString());
    }

    // case 61
    [Theory, MemberData(nameof(Variants))]
    public async Task AssemblyInTwoContexts_ProbedInOneOfThem_LeavesTheOtherAlone(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);
        await target.RunAsync("Runtime.FirstContext");
        await target.RunAsync("Runtime.SecondContext");

        await target.ShouldRecordAsync(
            "Runtime.FirstContext", "ConformancePlugin[first]!Greeter.Greet", "this=ConformancePlugin.Greeter{_calls=0}, name=one, @return=hello one1");
        await target.ShouldRecordAsync("Runtime.SecondContext", "ConformancePlugin[first]!Greeter.Greet");
    }

    // case 62
    [Fact]
    public async Task EditAndContinue_IsRefused()
    {
        await using var target = await ConformanceTarget.StartAsync(Variant.All[2], ("DOTNET_MODIFIABLE_ASSEMBLIES", "debug"));

        (await target.RefusalAsync("Basics.Add")).Message.ShouldContain("Edit and Continue");
    }

    // case 36: asked for by name, before the type is used
    [Fact]
    public async Task StaticConstructor_NamedBeforeItRuns_IsCaptured()
    {
        await using var target = await ConformanceTarget.StartAsync(Variant.All[0]);
        await target.PlaceAsync(ConformanceTarget.Snapshot("Members.WithStatic..cctor"));

        await target.RunAsync("Members.Statics");
        await target.UntilAsync(1, status => status.Hits == 1);

        var capture = target.Drain().OfType<Captured>().ShouldHaveSingleItem();
        capture.Outcome.ShouldBe("returned");
    }

    private static ProbeSpec Count(string place) => new() { Kind = ProbeKind.Count, Place = place };
}
