using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Processes whose surroundings keep plumb out, or nearly: the reason and the cure are said, and the process runs on.</summary>
public sealed class SurroundingsTests
{
    private const string ShimClass = "{7B1D6C52-6F0E-4C0B-9D0F-5A0C2E9C51D4}";

    private static string Shim => Path.Combine(PlumbProcess.Folder, "agent/libplumbline.so");

    [Fact]
    public async Task Diagnostics_TurnedOff_AreSaid() =>
        await Refused(PlumbExit.TurnedOff, "DOTNET_EnableDiagnostics=0", await BareTarget.StartAsync(("DOTNET_EnableDiagnostics", "0")));

    [Fact]
    public async Task Profilers_TurnedOff_AreRefusedUnlessForced()
    {
        await using var target = await BareTarget.StartAsync(("DOTNET_EnableDiagnostics_Profiler", "0"));

        (await PlumbProcess.RunAsync(PlumbExit.TurnedOff, "count", $"{target.Pid}", "Basics.Add")).ShouldContain("--force");
        await PlumbProcess.RunAsync(PlumbExit.Ok, "count", $"{target.Pid}", "Basics.Add", "--for", "1", "--force");
        (await target.ServesAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Profiler_OfSomebodyElse_IsRefused()
    {
        var other = Path.Combine(Path.GetTempPath(), $"libothers-{Environment.ProcessId}.so");
        File.Copy(Shim, other, overwrite: true);
        try
        {
            var target = await BareTarget.StartAsync(
                ("CORECLR_ENABLE_PROFILING", "1"), ("CORECLR_PROFILER", ShimClass), ("CORECLR_PROFILER_PATH", other));
            await Refused(PlumbExit.OtherProfiler, "only one profiler", target);
        }
        finally
        {
            File.Delete(other);
        }
    }

    [Theory]
    [InlineData("noexec", (int)PlumbExit.AgentFiles, "is mounted noexec")]
    [InlineData("size=64k", (int)PlumbExit.AgentFiles, "No space left on device")]
    [InlineData("ro", (int)PlumbExit.CannotAttach, "is read-only for the process")]
    public async Task TemporaryDirectories_ThatCanTakeNothing_AreSaid(string mount, int exit, string expected)
    {
        Assert.SkipUnless(Environment.UserName == "root" && !BareTarget.Folder().StartsWith("/tmp/", StringComparison.Ordinal), "Only root can mount.");
        var mounts = string.Join(" && ", new[] { "/tmp", "/dev/shm", "/var/tmp" }.Select(directory => $"mount -t tmpfs -o {mount} none {directory}"));
        var target = await BareTarget.StartAsync(["unshare", "-m", "sh", "-c", $"{mounts} && exec '{BareTarget.Program()}'"]);

        await Refused((PlumbExit)exit, expected, target);
    }

    [Fact]
    public async Task TemporaryDirectory_ThatBecameReadOnly_IsPassedOverByAgentAndController()
    {
        Assert.SkipUnless(Environment.UserName == "root" && !BareTarget.Folder().StartsWith("/tmp/", StringComparison.Ordinal), "Only root can mount.");
        await using var target = await BareTarget.StartAsync(
            ["unshare", "-m", "sh", "-c", $"mount -t tmpfs none /tmp && mount -t tmpfs none /dev/shm && exec '{BareTarget.Program()}'"]);
        using var remount = Process.Start("nsenter", ["-t", $"{target.Pid}", "-m", "mount", "-o", "remount,ro", "/tmp"]);
        await remount.WaitForExitAsync(TestContext.Current.CancellationToken);

        await PlumbProcess.RunAsync(PlumbExit.Ok, "count", $"{target.Pid}", "Basics.Add", "--for", "1");

        (await PlumbProcess.RunAsync(PlumbExit.Ok, "probes", $"{target.Pid}")).ShouldContain("count Basics.Add");
        File.Exists($"/proc/{target.Pid}/root/dev/shm/plumbline-{target.Pid}.sock").ShouldBeTrue();
        (await target.ServesAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Target_OfAUserWithoutRights_IsServedByRoot()
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root can become another user.");
        await using var target = await BareTarget.StartAsync(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", BareTarget.Program()]);

        await PlumbProcess.RunAsync(PlumbExit.Ok, "count", $"{target.Pid}", "Basics.Add", "--for", "1");

        (await target.ServesAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("net9.0")]
    public async Task Target_OfAnOlderRuntimeThatItBrings_IsServed(string framework)
    {
        await using var target = await BareTarget.StartAsync([BareTarget.Program(framework)]);
        await using var plumb = PlumbProcess.Start(["log", $"{target.Pid}", "Basics.Add", "{number} {text}", "--hits", "3"]);
        await plumb.AppliedAsync();

        (await target.ServesAsync()).ShouldBeTrue();

        (await plumb.EndAsync(PlumbExit.Ok)).ShouldContain("2 x2");
    }

    [Fact]
    public async Task Agent_OfAnotherBuildThatWasDetached_IsStartedAgainFromItsOwnFiles()
    {
        await using var target = await BareTarget.StartAsync();
        using var older = Older();
        await Run(older.Path, PlumbExit.Ok, "count", $"{target.Pid}", "Basics.Add", "--for", "1");
        await Run(older.Path, PlumbExit.Ok, "detach", $"{target.Pid}");

        await PlumbProcess.RunAsync(PlumbExit.Ok, "count", $"{target.Pid}", "Basics.Add", "--for", "1");

        (await target.ServesAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Agent_OfAnotherBuildWhoseFilesAreGone_IsRefused()
    {
        await using var target = await BareTarget.StartAsync();
        using var older = Older();
        await Run(older.Path, PlumbExit.Ok, "count", $"{target.Pid}", "Basics.Add", "--for", "1");
        await Run(older.Path, PlumbExit.Ok, "detach", $"{target.Pid}");
        var maps = await File.ReadAllLinesAsync($"/proc/{target.Pid}/maps", TestContext.Current.CancellationToken);
        var agent = maps.First(line => line.EndsWith("/Plumbline.Agent.dll", StringComparison.Ordinal));
        Directory.Delete(Path.GetDirectoryName(agent[agent.IndexOf('/')..])!, recursive: true);

        var said = await PlumbProcess.RunAsync(PlumbExit.VersionSkew, "count", $"{target.Pid}", "Basics.Add", "--for", "1");

        said.ShouldContain("another build");
        (await target.ServesAsync()).ShouldBeTrue();
    }

    /// <summary>An installation whose agent differs from the built one in a few bytes that nobody reads.</summary>
    private static Plumbline.Tests.Support.TemporaryFolder Older()
    {
        var folder = new Plumbline.Tests.Support.TemporaryFolder();
        foreach (var file in Directory.GetFiles(PlumbProcess.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.Path, Path.GetRelativePath(PlumbProcess.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        // "This program cannot be run in DOS mode", and a random number so that every test has a build of its own.
        var agent = Path.Combine(folder.Path, "agent/Plumbline.Agent.dll");
        var bytes = File.ReadAllBytes(agent);
        var text = bytes.AsSpan().IndexOf("This program cannot"u8);
        Guid.NewGuid().TryWriteBytes(bytes.AsSpan(text));
        File.WriteAllBytes(agent, bytes);
        return folder;
    }

    private static async Task Run(string folder, PlumbExit exit, params string[] arguments)
    {
        await using var plumb = PlumbProcess.Start(arguments, folder);
        await plumb.EndAsync(exit);
    }

    private static async Task Refused(PlumbExit exit, string expected, BareTarget target)
    {
        await using (target)
        {
            var said = await PlumbProcess.RunAsync(exit, "count", $"{target.Pid}", "Basics.Add");

            said.ShouldContain(expected);
            (await target.ServesAsync()).ShouldBeTrue();
        }
    }
}
