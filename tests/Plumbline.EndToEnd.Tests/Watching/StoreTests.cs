using System.Text;
using System.Text.Json;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests.Watching;

/// <summary>What a watch saw of a real process is found again when both are gone.</summary>
public sealed class StoreTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_ThenCapturesShowAndExport_TellWhatFailedAndWithWhichValues()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File(".git"));
        await using (var target = await FaultsTarget.StartAsync())
        {
            await using var watch = PlumbProcess.Start(["watch", $"{target.Pid}", "--arm", "all"], directory: folder.Path);
            await Until(() => watch.Errors.Contains("Watching process", StringComparison.Ordinal));
            await target.RunAsync("swallowed");
            await target.RunAsync("swallowed");
            await Until(() => watch.Output.Contains("swallowed by", StringComparison.Ordinal));
            await watch.SignalAsync("INT");
            var said = await watch.EndAsync(PlumbExit.Ok);
            said.ShouldContain("`plumb captures` lists it", Case.Sensitive, said);
        }

        var list = await RunAsync(folder, "captures", "--value", "12,5x", "--type", "FormatException");
        list.ShouldContain("Faults.Scenarios.Swallow");
        var failure = (await RunAsync(folder, "captures", "--kind", "failure")).Split('\n')[1];
        failure.ShouldContain("System.FormatException × 2");
        var shown = await RunAsync(folder, "show", failure.Split(' ')[0]);
        shown.ShouldContain("swallowed by Faults.Scenarios.Swallow");
        shown.ShouldContain("text = \"12,5x\"");
        var exported = (await RunAsync(folder, "export")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        exported.Count(line => line.GetProperty("kind").GetString() == "stored-failure").ShouldBe(1);
        exported.ShouldContain(line => line.GetProperty("kind").GetString() == "stored" && line.GetProperty("commit").GetString()!.Length == 40);
    }

    [Fact]
    public async Task Ps_DoesNotLoadTheStore()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File(".git"));

        (await LoadedAsync(folder, "captures")).ShouldContain("Plumbline.Store", Case.Sensitive, "else this would not show what is loaded");
        var loaded = await LoadedAsync(folder, "ps");

        loaded.ShouldContain("Plumbline.Attach");
        loaded.ShouldNotContain("Plumbline.Store");
        loaded.ShouldNotContain("EntityFrameworkCore");
        loaded.ShouldNotContain("Sqlite");
    }

    /// <summary>The runtime's own record of a run, as text: it names every assembly that was loaded.</summary>
    private static async Task<string> LoadedAsync(TemporaryFolder folder, string verb)
    {
        const string Loader = "Microsoft-Windows-DotNETRuntime:0x8:4";
        var trace = folder.File(verb + ".nettrace");
        string[] traced = ["env", "DOTNET_EnableEventPipe=1", $"DOTNET_EventPipeConfig={Loader}", $"DOTNET_EventPipeOutputPath={trace}"];
        await using (var plumb = PlumbProcess.Start([verb], launcher: traced, directory: folder.Path))
        {
            await plumb.EndAsync(PlumbExit.Ok);
        }

        // Strings in it begin at any byte; what is none would make a failure unreadable.
        var bytes = await File.ReadAllBytesAsync(trace, Cancel);
        var text = Encoding.Unicode.GetString(bytes) + Encoding.Unicode.GetString(bytes, 1, bytes.Length - 1);
        return string.Concat(text.Where(char.IsAscii).Where(c => !char.IsControl(c)));
    }

    private static async Task<string> RunAsync(TemporaryFolder folder, params string[] arguments)
    {
        await using var plumb = PlumbProcess.Start(arguments, directory: folder.Path);
        return await plumb.EndAsync(PlumbExit.Ok);
    }

    private static async Task Until(Func<bool> holds)
    {
        for (var i = 0; i < 400 && !holds(); i++)
        {
            await Task.Delay(50, Cancel);
        }

        holds().ShouldBeTrue();
    }
}
