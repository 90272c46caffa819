using System.Diagnostics;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Scripts;

/// <summary>
/// <c>./plumb</c> in a small copy of the repository, with a PATH of its own: a <c>dotnet</c> that writes down what it was called with, and
/// only the tools that every system has.
/// </summary>
public sealed class ScriptTests : IDisposable
{
    private const string FakeDotnet = """
        #!/bin/sh
        echo "$@" >>"$CALLS"
        [ "$1" = build ] || { echo "ran ${2:-}"; exit "${EXIT:-0}"; }
        [ -z "${BREAK:-}" ] || { echo "Orders.cs(1,1): error CS1002"; exit 1; }
        [ -z "${EDIT:-}" ] || { sleep 0.1; touch src/a.cs; }
        mkdir -p src/Plumbline.Cli/bin/Release/net10.0
        touch src/Plumbline.Cli/bin/Release/net10.0/plumb.dll
        """;

    private static readonly string[] s_tools = ["sh", "dirname", "find", "head", "mkdir", "cat", "rm", "touch", "sleep", "readlink"];

    private readonly TemporaryFolder _folder = new();

    public ScriptTests()
    {
        foreach (var name in new[] { "plumb", "build.sh" })
        {
            File.Copy(Path.Combine(Repository.Root, name), _folder.File(name));
        }

        Directory.CreateDirectory(_folder.File("src/Plumbline.Cli"));
        foreach (var name in new[] { "src/a.cs", "src/b.cs", "Directory.Build.props", "Directory.Packages.props", "global.json", "BannedSymbols.txt", ".editorconfig" })
        {
            File.WriteAllText(_folder.File(name), "");
        }

        Directory.CreateDirectory(_folder.File("path"));
        foreach (var tool in s_tools)
        {
            var real = new[] { "/usr/bin/", "/bin/" }.Select(d => d + tool).First(File.Exists);
            File.CreateSymbolicLink(_folder.File("path/" + tool), real);
        }

        Tool("dotnet", FakeDotnet);
        Tool("cc", "#!/bin/sh\nexit 0");
        Tool("id", "#!/bin/sh\necho 1000");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Plumb_NothingToBuild_StartsWithoutMsbuild()
    {
        var first = await RunAsync([], "ps");
        var second = await RunAsync([], "ps");

        first.Out.ShouldBe("ran ps\n");
        first.Error.ShouldContain("building");
        second.Out.ShouldBe("ran ps\n");
        second.Error.ShouldBeEmpty();
        Calls().Count(c => c.StartsWith("build ", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("added")]
    [InlineData("deleted")]
    [InlineData("props")]
    public async Task Plumb_SourcesAreNotWhatWasBuilt_BuildsAgain(string what)
    {
        await RunAsync([], "ps");
        Age();
        switch (what)
        {
            case "changed":
                File.WriteAllText(_folder.File("src/a.cs"), "x");
                break;
            case "added":
                File.WriteAllText(_folder.File("src/c.cs"), "x");
                break;
            case "deleted":
                File.Delete(_folder.File("src/a.cs"));
                break;
            default:
                File.WriteAllText(_folder.File("Directory.Build.props"), "x");
                break;
        }

        await RunAsync([], "ps");

        Calls().Count(c => c.StartsWith("build ", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Plumb_OutputChanged_DoesNotBuild()
    {
        await RunAsync([], "ps");
        Age();
        Directory.CreateDirectory(_folder.File("src/Plumbline.Cli/obj"));
        Directory.SetLastWriteTimeUtc(_folder.File("src/Plumbline.Cli"), DateTime.UtcNow.AddHours(-1));
        File.WriteAllText(_folder.File("src/Plumbline.Cli/obj/generated.cs"), "x");

        await RunAsync([], "ps");

        Calls().Count(c => c.StartsWith("build ", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Plumb_SourceWasEditedDuringTheBuild_BuildsAgainNextTime()
    {
        await RunAsync([("EDIT", "1")], "ps");
        await RunAsync([], "ps");
        await RunAsync([], "ps");

        Calls().Count(c => c.StartsWith("build ", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Plumb_BuildFails_ShowsWhyAndRunsNothing()
    {
        var run = await RunAsync([("BREAK", "1")], "ps");

        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("error CS1002");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Plumb_ExitCode_IsThatOfTheProgram() => (await RunAsync([("EXIT", "22")], "ps")).Exit.ShouldBe(22);

    [Fact]
    public async Task Plumb_ThroughALinkElsewhere_FindsItsRepository()
    {
        Directory.CreateDirectory(_folder.File("elsewhere"));
        File.CreateSymbolicLink(_folder.File("elsewhere/plumb"), _folder.File("plumb"));

        var run = await RunScriptAsync("elsewhere/plumb", [], ["ps"]);

        run.Exit.ShouldBe(0, run.Error);
        run.Out.ShouldContain("ran ps");
    }

    [Fact]
    public async Task Plumb_NoCompilerAndNoRights_PrintsTheCommand()
    {
        File.Delete(_folder.File("path/cc"));
        Tool("apt-get", "#!/bin/sh\nexit 1");

        var run = await RunAsync([], "ps");

        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("sudo apt-get update && sudo apt-get install -y --no-install-recommends gcc libc6-dev");
        Calls().ShouldBeEmpty();
    }

    [Fact]
    public async Task Plumb_NoCompilerAndRoot_InstallsIt()
    {
        File.Delete(_folder.File("path/cc"));
        Tool("id", "#!/bin/sh\necho 0");
        Tool("apt-get", "#!/bin/sh\necho \"apt-get $@\" >>\"$CALLS\"");

        var run = await RunAsync([], "ps");

        run.Out.ShouldBe("ran ps\n");
        Calls()[..2].ShouldBe(["apt-get update -q", "apt-get install -y --no-install-recommends gcc libc6-dev"]);
    }

    [Fact]
    public async Task Plumb_LockOfADeadBuild_IsTakenOver()
    {
        Directory.CreateDirectory(_folder.File("out/build.lock"));
        File.WriteAllText(_folder.File("out/build.lock/pid"), "2147483600\n");

        (await RunAsync([], "ps")).Out.ShouldBe("ran ps\n");
    }

    private void Tool(string name, string script)
    {
        var path = _folder.File("path/" + name);
        File.WriteAllText(path, script + "\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }

    /// <summary>As if everything had been built an hour ago.</summary>
    private void Age()
    {
        var then = DateTime.UtcNow.AddHours(-1);
        foreach (var path in Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories))
        {
            if (!path.StartsWith(_folder.File("path"), StringComparison.Ordinal))
            {
                File.SetLastWriteTimeUtc(path, then);
            }
        }

        File.SetLastWriteTimeUtc(_folder.File("out/plumb.stamp"), then.AddMinutes(1));
    }

    private string[] Calls() => File.Exists(_folder.File("calls")) ? File.ReadAllLines(_folder.File("calls")) : [];

    private Task<(int Exit, string Out, string Error)> RunAsync((string Name, string Value)[] environment, params string[] args) =>
        RunScriptAsync("plumb", environment, args);

    private async Task<(int Exit, string Out, string Error)> RunScriptAsync(string script, (string Name, string Value)[] environment, string[] args)
    {
        var start = new ProcessStartInfo("/bin/sh", [_folder.File(script), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = _folder.File("path");
        start.Environment["CALLS"] = _folder.File("calls");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
