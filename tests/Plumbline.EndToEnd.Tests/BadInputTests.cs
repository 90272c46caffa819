using System.Diagnostics;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>What goes wrong ends in a message with its cure and a named exit code, and the process runs on.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task Process_Unknown_IsSaid() =>
        (await PlumbProcess.RunAsync(PlumbExit.ProcessNotFound, "snapshot", "4194303", "Shop.Orders.Checkout")).ShouldContain("`plumb ps` lists");

    [Fact]
    public async Task Process_ThatIsNoDotnet_IsSaid()
    {
        using var sleep = Process.Start("sleep", ["60"]);

        var said = await PlumbProcess.RunAsync(PlumbExit.NotDotnet, "count", $"{sleep.Id}", "A.B");

        said.ShouldContain("runs no .NET runtime");
        sleep.HasExited.ShouldBeFalse();
        sleep.Kill();
    }

    [Fact]
    public async Task Process_ThatEndsUnderAProbe_IsSaid()
    {
        await using var target = await BareTarget.StartAsync();
        await using var plumb = PlumbProcess.Start(["count", $"{target.Pid}", "Basics.Add"]);
        await plumb.AppliedAsync();

        await target.KillAsync();

        (await plumb.EndAsync(PlumbExit.ProcessGone)).ShouldContain($"Process {target.Pid} has ended.");
    }

    [Fact]
    public async Task Process_OfAnotherUser_IsRefused()
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root can become another user.");
        await using var target = await BareTarget.StartAsync();
        using var folder = new TemporaryFolder();
        Copy(PlumbProcess.Folder, folder.Path);
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);

        await using var plumb = PlumbProcess.Start(
            ["count", $"{target.Pid}", "Basics.Add"], folder.Path, ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", "HOME=/nonexistent"]);

        (await plumb.EndAsync(PlumbExit.NotPermitted)).ShouldContain("root");
        (await target.ServesAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("Basics.Ad", (int)PlumbExit.PlaceNotFound, "Basics.Add")]
    [InlineData("Basic.cs:21", (int)PlumbExit.PlaceNotFound, "Basics.cs")]
    [InlineData("Basics.cs:1", (int)PlumbExit.PlaceNotFound, "the nearest one starts at line")]
    [InlineData("Basics.cs", (int)PlumbExit.PlaceNotFound, "Basics.cs:42")]
    [InlineData("RunSimple", (int)PlumbExit.PlaceNotFound, "--pending")]
    [InlineData("Program.*@nowhere", 23, "entry, return or throw")]
    public async Task Place_NotFound_IsAnsweredWithWhatThereIs(string place, int exit, string expected) =>
        await Fails((PlumbExit)exit, expected, "snapshot", place);

    [Fact]
    public async Task Place_Ambiguous_ListsWhatItMayMean() => await Fails(PlumbExit.PlaceAmbiguous, "It may mean:", "snapshot", "RunKinds");

    [Theory]
    [InlineData("number >", "  number >\n          ^")]
    [InlineData("nubmer > 1", "did you mean number?\n  nubmer > 1\n  ^")]
    [InlineData("number + 1", "A condition is needed here")]
    [InlineData("Keep(number)", "^")]
    public async Task Expression_Broken_PointsAtTheColumn(string when, string expected) =>
        await Fails(PlumbExit.BadExpression, expected, "snapshot", "Basics.Add", "--when", when);

    [Fact]
    public async Task Pdb_OfAnotherBuild_IsRefused()
    {
        var other = Directory.GetFiles(Path.Combine(BareTarget.Folder("net8.0")), "Conformance.pdb").Single();

        await Fails(PlumbExit.WrongSymbols, "it is from another build", "snapshot", "Basics.Add", "--pdb", other);
        await Fails(PlumbExit.WrongSymbols, "it is from another build", "lines", "Basics.cs", "--pdb", other);
    }

    [Theory]
    [InlineData("lines", "Basics.cs:20-30")]
    [InlineData("count", "Basics.cs:23", "--for", "1")]
    public async Task Source_ThatChangedSinceItWasCompiled_IsWarnedAbout(string verb, string place, params string[] options)
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root can hide the unchanged file.");
        await using var target = await BareTarget.StartAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("Basics.cs"), "// another file\n", TestContext.Current.CancellationToken);
        var sources = Path.GetFullPath(Path.Combine(BareTarget.Folder(), "../../../.."));
        string[] hidden = ["unshare", "-m", "sh", "-c", $"mount -t tmpfs none '{sources}' && exec \"$@\"", "sh"];

        await using var plumb = PlumbProcess.Start([verb, $"{target.Pid}", place, .. options], launcher: hidden, directory: folder.Path);

        (await plumb.EndAsync(PlumbExit.Ok)).ShouldContain("is not the file that was compiled into Conformance");
        (await target.ServesAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task AgentFile_ThatIsMissingOrBroken_NeverReachesTheProcess()
    {
        await using var target = await BareTarget.StartAsync();
        using var folder = new TemporaryFolder();
        Copy(PlumbProcess.Folder, folder.Path);
        var agent = Path.Combine(folder.Path, "agent/Plumbline.Agent.dll");

        await File.WriteAllTextAsync(agent, "no assembly", TestContext.Current.CancellationToken);
        await using (var plumb = PlumbProcess.Start(["count", $"{target.Pid}", "Basics.Add"], folder.Path))
        {
            (await plumb.EndAsync(PlumbExit.AgentFiles)).ShouldContain("Build Plumbline again");
        }

        File.Delete(agent);
        await using (var plumb = PlumbProcess.Start(["count", $"{target.Pid}", "Basics.Add"], folder.Path))
        {
            (await plumb.EndAsync(PlumbExit.AgentFiles)).ShouldContain("Build Plumbline again");
        }

        (await target.ServesAsync()).ShouldBeTrue();
    }

    private static async Task Fails(PlumbExit exit, string expected, string verb, string place, params string[] options)
    {
        await using var target = await BareTarget.StartAsync();

        var said = await PlumbProcess.RunAsync(exit, [verb, $"{target.Pid}", place, .. options]);

        said.ShouldContain(expected);
        (await target.ServesAsync()).ShouldBeTrue();
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
