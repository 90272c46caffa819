using System.Diagnostics;
using Plumbline.Attach.Connection;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests.Safety;

/// <summary>Probes on methods that are called millions of times a second (cases 63, 67, 86, 88).</summary>
public sealed class LoadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Snapshot_AtMillionsOfHitsASecond_KeepsItsBudget()
    {
        await using var target = await StrainTarget.StartAsync();
        var seconds = StrainTarget.IsLong ? 60 : 3;
        var plain = StrainTarget.Numbers(await target.RunAsync("hits:1:1"));
        var placed = await target.PlaceAsync(new ProbeSpec { Kind = ProbeKind.Snapshot, Place = "Load.Call" });

        var (said, events) = await target.RunAndDrainAsync($"hits:{seconds}:1");

        var probed = StrainTarget.Numbers(said);
        var listed = await target.Connection.AskAsync<ProbesListed>(new ListProbes(), Cancel);
        var status = listed.Probes.Single(probe => probe.Probe == placed.Probe);
        var captures = events.OfType<Captured>().Count();
        TestContext.Current.SendDiagnosticMessage(
            "{0:N0} calls/s plain, {1:N0} probed; {2} captures, drops {3}; budget used {4:P2} of {5:P2}; CPU {6} ms in {7} s",
            plain[0], probed[0] / seconds, captures, string.Join(", ", status.Drops), listed.Budget.UsedShare, listed.Budget.AllowedShare, probed[2], seconds);
        probed[1].ShouldBe(0);
        (probed[0] / seconds).ShouldBeGreaterThan(1_000_000);
        status.Hits.ShouldBeInRange(probed[0] / (seconds * 4), probed[0], "it rests in between");
        status.Drops["budget"].ShouldBeGreaterThan(status.Hits / 2);
        Math.Abs(status.Drops.Values.Sum() + captures - status.Hits).ShouldBeLessThan(3);
        events.OfType<ProbeChanged>().ShouldContain(changed => changed.Status.State == ProbeState.Paused && changed.Status.Reason!.Contains("of a core"));
        captures.ShouldBeGreaterThan(10);
        listed.Budget.UsedShare.ShouldBeLessThan(listed.Budget.AllowedShare * 6, "five seconds' worth may be spent at once, within a window of ten");
        (probed[4] - plain[4]).ShouldBeLessThan(64L << 20);
    }

    [Fact]
    public async Task Probe_ThatWasPaused_GoesOnOnceThereAreFewHits()
    {
        await using var target = await StrainTarget.StartAsync();
        await target.PlaceAsync(new ProbeSpec { Kind = ProbeKind.Snapshot, Place = "Load.Call" });
        var (_, events) = await target.RunAndDrainAsync("hits:4:1");
        events.OfType<ProbeChanged>().Last().Status.State.ShouldBe(ProbeState.Paused);

        ProbeStatus status;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        do
        {
            await Task.Delay(100, limit.Token);
            status = (await target.Connection.AskAsync<ProbesListed>(new ListProbes(), Cancel)).Probes[0];
        }
        while (status.State == ProbeState.Paused);

        status.State.ShouldBe(ProbeState.Applied);
        var before = status.Hits;
        await target.RunAsync("hits:1:1");
        (await target.Connection.AskAsync<ProbesListed>(new ListProbes(), Cancel)).Probes[0].Hits.ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task Probes_AddedAndRemovedUnderLoad_LeaveNoMemoryBehind()
    {
        await using var target = await StrainTarget.StartAsync();
        await target.RunAsync("begin");
        await CycleAsync(target, 20);
        var before = StrainTarget.Numbers(await target.RunAsync("memory"));

        await CycleAsync(target, StrainTarget.IsLong ? 1000 : 30);

        var after = StrainTarget.Numbers(await target.RunAsync("memory"));
        TestContext.Current.SendDiagnosticMessage("heap {0:N0} to {1:N0}, process {2:N0} to {3:N0}", before[0], after[0], before[1], after[1]);
        (after[0] - before[0]).ShouldBeLessThan(16L << 20);
        (after[1] - before[1]).ShouldBeLessThan(96L << 20);
        (await target.RunAsync("end")).ShouldBe("0 wrong");
        await target.LogIsCleanAsync();
    }

    /// <summary>A controller that is stopped reads nothing and says nothing.</summary>
    [Theory]
    [InlineData("KILL", 5)]
    [InlineData("STOP", 30)]
    public async Task Controller_KilledOrFrozenWhileCapturesFlow_LosesItsProbes_AndTheAnswersAreRight(string signal, int mostSeconds)
    {
        await using var target = await StrainTarget.StartAsync(("PLUMBLINE_CPU_SHARE", "0.2"));
        await target.RunAsync("begin");
        await using var plumb = PlumbProcess.Start(["log", $"{target.Pid}", "Load.Call", "{number} of {order.Customer}", "--for", "600"]);
        await plumb.AppliedAsync();
        await Task.Delay(500, Cancel);

        plumb.HasExited.ShouldBeFalse();
        await plumb.SignalAsync(signal);

        var watch = Stopwatch.StartNew();
        while ((await target.Connection.AskAsync<ProbesListed>(new ListProbes(), Cancel)).Probes.Any(probe => probe.State != ProbeState.Removed))
        {
            watch.Elapsed.TotalSeconds.ShouldBeLessThan(mostSeconds);
            await Task.Delay(200, Cancel);
        }

        TestContext.Current.SendDiagnosticMessage("probes of a controller gone {0:F1} s after {1}", watch.Elapsed.TotalSeconds, signal);
        (await target.RunAsync("end")).ShouldBe("0 wrong");
        (await target.RunAsync("answers:100")).ShouldBe("15150");
    }

    /// <summary>A process that is only starved is waited for longer: one at a load of twenty was given up after five seconds.</summary>
    [Fact]
    public async Task Process_ThatIsStopped_IsSaidToBe()
    {
        await using var target = await StrainTarget.StartAsync();
        await SignalAsync(target.Pid, "STOP");
        try
        {
            await using var plumb = PlumbProcess.Start(["probes", $"{target.Pid}"]);
            (await plumb.EndAsync(PlumbExit.NoAnswer)).ShouldContain($"The process is stopped: kill -CONT {target.Pid} wakes it.");
        }
        finally
        {
            await SignalAsync(target.Pid, "CONT");
        }

        (await target.RunAsync("answers:100")).ShouldBe("15150");
    }

    [Fact]
    public async Task Process_ThatEndsWhileCapturesFlow_EndsAsItWould()
    {
        (await EndAsync("exit:7", signal: null)).ShouldBe(7);
        (await EndAsync("wait", signal: "TERM")).ShouldBe(143);
    }

    private static async Task<int> EndAsync(string scenario, string? signal)
    {
        await using var target = await BareTarget.StartAsync([StrainTarget.Program], ("PLUMBLINE_CPU_SHARE", "1"));
        await using var plumb = PlumbProcess.Start(["log", $"{target.Pid}", "Load.Call", "{order}"]);
        await plumb.AppliedAsync();
        var end = target.RunAsync(scenario);
        if (signal is not null)
        {
            await end;
            await Task.Delay(300, Cancel);
            await SignalAsync(target.Pid, signal);
        }

        return await target.EndAsync();
    }

    private static async Task SignalAsync(int pid, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{pid}"]);
        await kill.WaitForExitAsync(Cancel);
    }

    private static async Task CycleAsync(ConformanceTarget target, int times)
    {
        string[] places = ["Load.Call", "Load.Second", "Load.Third"];
        for (var i = 0; i < times; i++)
        {
            var spec = (i % 3) switch
            {
                0 => new ProbeSpec { Kind = ProbeKind.Snapshot, Place = places[i % 2], When = "number == 5" },
                1 => new ProbeSpec { Kind = ProbeKind.Count, Place = places[i % 3], By = i % 3 == 2 ? "text" : null },
                _ => new ProbeSpec { Kind = ProbeKind.Time, Place = places[i % 3] },
            };
            var placed = await target.PlaceAsync(spec);
            await target.RemoveAsync(placed.Probe);
            target.Drain();
        }
    }
}
