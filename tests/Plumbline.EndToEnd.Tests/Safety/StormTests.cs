using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests.Safety;

/// <summary>A watch with everything armed, while exceptions come by the thousand.</summary>
public sealed class StormTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_UnderAStorm_KeepsItsBudgetAndItsCounts()
    {
        await using var target = await StrainTarget.StartAsync();
        var seconds = StrainTarget.IsLong ? 30 : 3;
        var plain = StrainTarget.Numbers(await target.RunAsync("storm:1:20000:8"));
        await target.WatchAsync();

        var (said, events) = await target.RunAndDrainAsync($"storm:{seconds}:20000:8");
        (_, var last) = await target.RunAndDrainAsync("rest:1500");

        var stormed = StrainTarget.Numbers(said);
        var totals = events.Concat(last).OfType<FailureTotals>().Last();
        var groups = events.Concat(last).OfType<FailureSeen>().GroupBy(seen => seen.Group).Select(group => group.Last()).ToArray();
        var budget = (await target.Connection.AskAsync<ProbesListed>(new ListProbes(), Cancel)).Budget;
        TestContext.Current.SendDiagnosticMessage(
            "{0:N0} thrown ({1:N0}/s; plain {2:N0}/s), {3:N0} looked at, {4:N0} only counted; budget used {5:P2}; heap {6:N0} to {7:N0}; process {8:N0} to {9:N0}",
            stormed[0], stormed[0] / seconds, plain[0], totals.Thrown, totals.Unlooked, budget.UsedShare, plain[2], stormed[2], plain[3], stormed[3]);
        stormed[1].ShouldBe(0);
        (totals.Thrown + totals.Unlooked).ShouldBe(stormed[0]);
        totals.Unlooked.ShouldBeGreaterThan(stormed[0] / 2);
        groups.Sum(group => group.Count).ShouldBe(totals.Thrown - totals.Framework);
        budget.UsedShare.ShouldBeLessThan(budget.AllowedShare * 6);
        (stormed[2] - plain[2]).ShouldBeLessThan(32L << 20);
        (stormed[3] - plain[3]).ShouldBeLessThan(96L << 20);
        await target.LogIsCleanAsync();
    }

    [Fact]
    public async Task Watch_SwitchedOnAndOffUnderAStorm_LeavesAnswersAndMemoryAsTheyAre()
    {
        await using var target = await StrainTarget.StartAsync();
        var times = StrainTarget.IsLong ? 200 : 5;
        var plain = StrainTarget.Numbers(await target.RunAsync("storm:1:20000:8"));
        var run = target.RunAsync($"storm:{(StrainTarget.IsLong ? 100 : 4)}:20000:8");
        var armings = 0L;
        for (var i = 0; i < times && !run.IsCompleted; i++)
        {
            armings += await SwitchOnAndOffAsync(target, 1);
        }

        // What the runtime keeps of a method that was compiled anew: its IL, the map of its lines, its code; it never gives them back.
        const long KeptOfArming = 3 * 1024;
        var stormed = StrainTarget.Numbers(await run.WaitAsync(TimeSpan.FromMinutes(3), Cancel));
        TestContext.Current.SendDiagnosticMessage("{0} methods armed; heap {1:N0} to {2:N0}; process {3:N0} to {4:N0}", armings, plain[2], stormed[2], plain[3], stormed[3]);
        stormed[1].ShouldBe(0);
        (stormed[2] - plain[2]).ShouldBeLessThan(16L << 20);
        (stormed[3] - plain[3]).ShouldBeLessThan((96L << 20) + (armings * KeptOfArming));
        (await target.RunAsync("answers:100")).ShouldBe("15150");
        await target.LogIsCleanAsync();
    }

    [Fact]
    public async Task Watch_SwitchedOnAndOff_LeavesNothingOnTheHeap()
    {
        await using var target = await StrainTarget.StartAsync();
        await SwitchOnAndOffAsync(target, 2);
        await target.RunAsync("rest:12000");
        var before = StrainTarget.Numbers(await target.RunAsync("memory"))[0];

        await SwitchOnAndOffAsync(target, 20);
        await target.RunAsync("rest:12000");
        var after = StrainTarget.Numbers(await target.RunAsync("memory"))[0];

        TestContext.Current.SendDiagnosticMessage("heap {0} to {1}", before, after);
        (after - before).ShouldBeLessThan(1L << 20);
        await target.LogIsCleanAsync();
    }

    /// <returns>Methods that were armed, each as often as it was.</returns>
    private static async Task<long> SwitchOnAndOffAsync(ConformanceTarget target, int times)
    {
        var armings = 0L;
        for (var i = 0; i < times; i++)
        {
            await using var connection = await target.AttachAsync();
            var armed = await connection.AskAsync<WatchArmed>(new WatchFailures { Arm = ["all"], Facts = true }, Cancel);
            armed.Armed.ShouldBeGreaterThan(20);
            armings += armed.Armed;
        }

        return armings;
    }

    [Theory]
    [InlineData("handlers")]
    [InlineData("odd-exceptions")]
    public async Task OddExceptions_Watched_EndAsTheyWould(string scenario)
    {
        await using var target = await StrainTarget.StartAsync(("PLUMBLINE_CPU_SHARE", "1"));
        var plain = await target.RunAsync(scenario);
        await target.WatchAsync();

        var (watched, events) = await target.RunAndDrainAsync(scenario);

        watched.ShouldBe(plain);
        events.OfType<FailureSeen>().ShouldNotBeEmpty();
        await target.LogIsCleanAsync();
    }
}
