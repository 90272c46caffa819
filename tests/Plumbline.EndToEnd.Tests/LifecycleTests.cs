using Plumbline.Attach.Connection;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Nothing stays when its owner is gone, and nothing disturbs the other owners.</summary>
public sealed class LifecycleTests
{
    private static readonly Variant s_variant = Variant.All[0];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connection_ThatCloses_LosesItsProbesAndNoOthers()
    {
        await using var target = await ConformanceTarget.StartAsync(s_variant);
        var mine = await Place(target.Connection, "Basics.Add");
        var other = await target.AttachAsync();
        var theirs = await Place(other, "Basics.Throws");
        await other.DisposeAsync();

        var left = await Until(target, list => list.Probes.Single(probe => probe.Probe == theirs).State == ProbeState.Removed);

        left.Probes.Single(probe => probe.Probe == theirs).Reason.ShouldNotBeNull().ShouldContain("owner");
        left.Probes.Single(probe => probe.Probe == mine).State.ShouldBe(ProbeState.Applied);
        (await target.RunAsync("Basics.Add")).ShouldBe("12");
    }

    [Fact]
    public async Task Probe_PastItsTimeToLive_IsRemoved()
    {
        await using var target = await ConformanceTarget.StartAsync(s_variant);
        var probe = await Place(target.Connection, "Basics.Add", seconds: 0.2);

        var list = await Until(target, list => list.Probes.Single().State == ProbeState.Removed);

        list.Probes.Single().Probe.ShouldBe(probe);
        list.Probes.Single().Reason.ShouldNotBeNull().ShouldContain("time to live");
    }

    [Fact]
    public async Task Detach_BringsCodeBack_AndTheProcessCanBeAttachedAgain()
    {
        await using var target = await ConformanceTarget.StartAsync(s_variant);
        await Place(target.Connection, "Basics.Add");
        await target.RunAsync("Basics.Add");

        var detached = await target.Connection.AskAsync<Detached>(new Detach(), Cancel);
        detached.Reverted.ShouldBe(1);
        detached.Remains.ShouldNotBeEmpty();
        (await target.RunAsync("Basics.Add")).ShouldBe("12");

        await using var again = await target.AttachAsync();
        var probe = await Place(again, "Basics.Add");
        await target.RunAsync("Basics.Add");
        var removed = await again.AskAsync<ProbeRemoved>(new RemoveProbe(probe), Cancel);
        removed.Status.Hits.ShouldBe(3);
    }

    [Fact]
    public async Task Snapshot_RemovedWhileTheCallRuns_SendsWhatItHas()
    {
        await using var target = await ConformanceTarget.StartAsync(s_variant);
        var spec = ConformanceTarget.Snapshot("Slow.Waits");
        var placed = await target.Connection.AskAsync<ProbePlaced>(new PlaceProbe(spec), Cancel);
        await target.RunAsync("Slow.Begin");

        await target.Connection.AskAsync<ProbeRemoved>(new RemoveProbe(placed.Status.Probe), Cancel);

        target.Connection.Events.TryRead(out var message).ShouldBeTrue();
        var capture = message.ShouldBeOfType<Captured>();
        capture.Outcome.ShouldBe("running");
        Recording.Values(capture).ShouldBe("number=5");
    }

    [Fact]
    public async Task TwoProbesOnOneMethod_AreAddedAndRemovedOnTheirOwn()
    {
        await using var target = await ConformanceTarget.StartAsync(s_variant);
        var first = await Place(target.Connection, "Basics.Add");
        var second = await Place(target.Connection, ConformanceTarget.Line("Basics.cs", "add-return"));
        await target.RunAsync("Basics.Add");

        var removed = await target.Connection.AskAsync<ProbeRemoved>(new RemoveProbe(first), Cancel);
        await target.RunAsync("Basics.Add");
        var later = await target.Connection.AskAsync<ProbeRemoved>(new RemoveProbe(second), Cancel);

        removed.Status.Hits.ShouldBe(3);
        later.Status.Hits.ShouldBe(6);
    }

    [Fact]
    public async Task Expression_ThatFitsOnlySomeBodiesOfALine_IsWovenThereAndRefusedElsewhere()
    {
        await using var target = await ConformanceTarget.StartAsync(s_variant);
        var spec = ConformanceTarget.Snapshot(Placing.Line("Flow.cs", "two-lambdas")) with { Captures = ["x"] };

        var recording = await target.RecordAsync("Flow.SameLine", spec);

        recording.Captures.Select(Recording.Values).ShouldBe(["x=9"]);
        var refusals = recording.Status.Sites.Select(site => site.Refusal).OfType<string>().ToArray();
        refusals.Length.ShouldBe(2);
        refusals.ShouldAllBe(refusal => refusal.StartsWith("'x' is no variable here"));
    }

    [Fact]
    public async Task Expression_ThatFitsNoBodyOfALine_FailsAtItsColumn()
    {
        await using var target = await ConformanceTarget.StartAsync(s_variant);
        var spec = ConformanceTarget.Snapshot(Placing.Line("Flow.cs", "two-lambdas")) with { Captures = ["1 + nowhere"] };

        var failure = await Should.ThrowAsync<Plumbline.Attach.AttachException>(() => target.PlaceAsync(spec));

        failure.Code.ShouldBe(FailureCode.BadExpression, failure.Message);
        failure.Report!.Column.ShouldBe(4);
    }

    [Fact]
    public async Task Placement_ThatFailsAfterItsFirstBody_IsTakenBackWithoutTheRuntime()
    {
        await using var target = await ConformanceTarget.StartAsync(s_variant);
        var spec = new ProbeSpec { Kind = ProbeKind.Time, Place = Placing.Line("Basics.cs", "add-return"), To = "Shape2.Sides" };

        var failure = await Should.ThrowAsync<Plumbline.Attach.AttachException>(() => target.PlaceAsync(spec));

        failure.Code.ShouldNotBe(FailureCode.Internal, failure.Message);
        (await target.RunAsync("Basics.Add")).ShouldBe("12");
    }

    [Theory]
    [InlineData("Basics.Nothing", null, FailureCode.PlaceNotFound)]
    [InlineData("Basics.Add(", null, FailureCode.BadPlace)]
    [InlineData("Basics.Add", "number >", FailureCode.BadExpression)]
    [InlineData("Basics.Add", "nubmer > 1", FailureCode.BadExpression)]
    [InlineData("Basics.Add", "number", FailureCode.BadExpression)]
    [InlineData("Basics.cs:1", null, FailureCode.PlaceNotFound)]
    public async Task Place_OfBadInput_FailsWithItsReason(string place, string? when, string code)
    {
        await using var target = await ConformanceTarget.StartAsync(s_variant);

        var failure = await Should.ThrowAsync<Plumbline.Attach.AttachException>(
            () => target.Connection.AskAsync<ProbePlaced>(new PlaceProbe(ConformanceTarget.Snapshot(place, when)), Cancel));

        failure.Code.ShouldBe(code, failure.Message);
        (await target.RunAsync("Basics.Add")).ShouldBe("12");
    }

    private static async Task<int> Place(AgentConnection connection, string place, double seconds = 60)
    {
        var spec = new ProbeSpec { Kind = ProbeKind.Count, Place = place, Seconds = seconds };
        return (await connection.AskAsync<ProbePlaced>(new PlaceProbe(spec), Cancel)).Status.Probe;
    }

    private static async Task<ProbesListed> Until(ConformanceTarget target, Func<ProbesListed, bool> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            var list = await target.Connection.AskAsync<ProbesListed>(new ListProbes(), limit.Token);
            if (holds(list))
            {
                return list;
            }

            await Task.Delay(50, limit.Token);
        }
    }
}
