using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>The agent stays inside its memory by arming fewer methods, says so, and keeps room for what fails.</summary>
public sealed class MemoryBudgetTests
{
    [Fact]
    public async Task MoreMethodsThanTheMemoryIsFor_AreRefused_AndStillArmedOnceTheyFail()
    {
        await using var target = await WatchedTarget.StartAsync(new WatchFailures { Arm = ["all"] }, memory: "16");
        target.Armed!.Armed.ShouldBe(1);
        target.Armed.Refused.Single(refusal => refusal.Key.Contains("PLUMBLINE_MEMORY", StringComparison.Ordinal)).Value.ShouldBeGreaterThan(20);

        target.Armed.Refused.Keys.ShouldNotContain(reason => reason.Contains("can't be probed", StringComparison.Ordinal));

        await target.RunAsync("swallowed");
        await target.NextAsync<WatchArmed>(armed => armed.Armed > 1);
        await target.RunAsync("swallowed");
        var capture = await target.NextAsync<Captured>(captured => captured.Exception > 0 && captured.Method.EndsWith(".Parse", StringComparison.Ordinal));
        capture.Nodes[capture.Values.Single(value => value.Name == "text").Node].Value.ShouldBe("12,5x");
    }

    [Fact]
    public async Task AsMuchAsIsNeeded_ArmsAll()
    {
        await using var target = await WatchedTarget.StartAsync(new WatchFailures { Arm = ["all"] });
        target.Armed!.Armed.ShouldBeGreaterThan(20);
        target.Armed!.Refused.ShouldNotContain(refusal => refusal.Key.Contains("PLUMBLINE_MEMORY", StringComparison.Ordinal));
    }
}
