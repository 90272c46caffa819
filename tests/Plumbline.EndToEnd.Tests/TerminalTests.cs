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
    public async Task Pipe_WhoseReaderHasGone_EndsPlumbAndItsProbe()
    {
        await using var target = await BareTarget.StartAsync();
        string[] throughHead = ["sh", "-c", "exec 3>&1; { \"$@\" || echo \"ended with $?\" >&3; } | head -n 1", "sh"];
        await using var plumb = PlumbProcess.Start(["log", $"{target.Pid}", "Basics.Add", "{text}"], launcher: throughHead);
        await plumb.AppliedAsync();

        // The reader takes a moment to go; what is written meanwhile still fits into the pipe.
        for (var round = 0; round < 100 && !plumb.HasExited; round++)
        {
            await target.ServesAsync();
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        (await plumb.EndAsync(PlumbExit.Ok)).ShouldContain("ended with 141");
        (await Until(target.Pid, "its owner's connection ended")).ShouldContain("its owner's connection ended");
    }

    [Fact]
    public async Task File_ThatTakesOutputAndErrors_HoldsAllOfBothInOrder()
    {
        await using var target = await BareTarget.StartAsync();
        using var folder = new Plumbline.Tests.Support.TemporaryFolder();
        string[] intoFile = ["sh", "-c", "\"$@\" >'" + folder.File("all") + "' 2>&1", "sh"];
        await using (var plumb = PlumbProcess.Start(["count", $"{target.Pid}", "Basics.Add", "--for", "2"], launcher: intoFile))
        {
            await plumb.EndAsync(PlumbExit.Ok);
        }

        var lines = await File.ReadAllLinesAsync(folder.File("all"), TestContext.Current.CancellationToken);
        lines[0].ShouldStartWith("Probe 1 at Basics.Add");
        lines[1].ShouldBe("applied");
        lines[3].ShouldContain(" 0 hits  now ");
        lines.ShouldContain("removed: its time to live ended");
        lines.ShouldContain("0 hits");
    }

    [Fact]
    public async Task Condition_ThatNeverHasAValue_SaysSoWhileItRuns()
    {
        await using var target = await BareTarget.StartAsync();
        await using var plumb = PlumbProcess.Start(["snapshot", $"{target.Pid}", "Basics.Add", "--when", "text[99] == 'x'"]);
        await plumb.AppliedAsync();

        await target.ServesAsync();
        await plumb.SaidAsync("an expression had no value 3 times, first: The index 99 is out of range");
        await plumb.SignalAsync("INT");

        (await plumb.EndAsync(PlumbExit.Ok)).ShouldContain("condition false 3");
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
