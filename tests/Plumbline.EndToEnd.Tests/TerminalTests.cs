using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>What a person does at the terminal: Ctrl-C, a second terminal, a terminal that freezes or dies.</summary>
public sealed class TerminalTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_RemovesTheProbe_AndSumsUp(string signal)
    {
        await using var target = await BareTarget.StartAsync();
        await using var plumb = PlumbProcess.Start(["count", $"{target.Pid}", "Basics.Add"]);
        await plumb.AppliedAsync();
        (await target.ServesAsync()).ShouldBeTrue();

        await plumb.SignalAsync(signal);

        (await plumb.EndAsync(PlumbExit.Ok)).ShouldContain("3 hits");
        (await PlumbProcess.RunAsync(PlumbExit.Ok, "probes", $"{target.Pid}")).ShouldContain("removed: removed by");
        (await target.ServesAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Snapshot_OfOneHitOfAMethodThatSuspends_Comes()
    {
        await using var target = await BareTarget.StartAsync();
        await using var plumb = PlumbProcess.Start(["snapshot", $"{target.Pid}", "Async.Suspends"]);
        await plumb.AppliedAsync();

        var result = await target.RunAsync("Async.Suspends");

        (await plumb.EndAsync(PlumbExit.Ok)).ShouldContain($"@return = {result}");
    }

    [Fact]
    public async Task Snapshot_ThatNamesOnlyTheException_WaitsForACallThatThrows()
    {
        await using var target = await BareTarget.StartAsync();
        await using var plumb = PlumbProcess.Start(["snapshot", $"{target.Pid}", "Basics.*", "--capture", "@exception.Message"]);
        await plumb.AppliedAsync();

        await target.RunAsync("Basics.Add");
        await target.RunAsync("Basics.Throws");

        var said = await plumb.EndAsync(PlumbExit.Ok);
        said.ShouldContain("@exception.Message = \"no 8\"");
        said.ShouldContain("ended the other way");
    }

    [Fact]
    public async Task TwoTerminals_SeeEachOther_AndTheOneThatIsKilledLosesItsProbe()
    {
        await using var target = await BareTarget.StartAsync();
        await using var first = PlumbProcess.Start(["count", $"{target.Pid}", "Basics.Add", "--by", "number"]);
        await using var second = PlumbProcess.Start(["log", $"{target.Pid}", "Basics.Add", "{text}"]);
        await first.AppliedAsync();
        await second.AppliedAsync();
        await target.ServesAsync();

        var seen = await PlumbProcess.RunAsync(PlumbExit.Ok, "probes", $"{target.Pid}");
        await second.SignalAsync("KILL");
        await target.ServesAsync();
        var later = await Until(target.Pid, "its owner's connection ended");
        await first.SignalAsync("INT");

        seen.ShouldContain("count Basics.Add");
        seen.ShouldContain("log Basics.Add");
        later.ShouldContain("   applied");
        (await first.EndAsync(PlumbExit.Ok)).ShouldContain("6 hits");
    }

    private static async Task<string> Until(int pid, string text)
    {
        for (var attempt = 0; ; attempt++)
        {
            var said = await PlumbProcess.RunAsync(PlumbExit.Ok, "probes", $"{pid}");
            if (said.Contains(text, StringComparison.Ordinal) || attempt == 20)
            {
                return said;
            }
        }
    }
}
