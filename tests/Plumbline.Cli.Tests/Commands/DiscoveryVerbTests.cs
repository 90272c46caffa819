using System.Security.Cryptography;
using Plumbline.Tests.Support;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Commands;

[Collection(OwnAgentCollection.Name)]
public sealed class DiscoveryVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Methods_GroupsByAssemblyAndSaysWhatCantBeProbed()
    {
        await using var agent = OwnAgent.Start();
        agent.Answer = _ =>
        [
            new MethodsFound(
                [
                    new("Shop.Orders.Checkout", "Receipt (Order order)", "Shop", null, "async", true, "/src/Orders.cs", 42, null),
                    new("Shop.Orders.Native", "void ()", "Shop", null, "method", false, null, 0, "it is extern"),
                ],
                7,
                []),
        ];

        var run = await CliRun.Async("methods", OwnAgent.Pid, "Orders");

        run.Lines.ShouldBe(
        [
            "Shop",
            "  Shop.Orders.Checkout  Receipt (Order order)  [async, Orders.cs:42]",
            "  Shop.Orders.Native  void ()  [no symbols]",
            "    can't be probed: it is extern",
        ]);
        run.Error.ShouldContain("2 of 7");
    }

    [Fact]
    public async Task Methods_NothingMatches_OffersTheNearest()
    {
        await using var agent = OwnAgent.Start();
        agent.Answer = _ => [new MethodsFound([], 0, ["Shop.Orders.Checkout"])];

        var run = await CliRun.Async("methods", OwnAgent.Pid, "Chekout");

        run.Exit.ShouldBe(ExitCode.PlaceNotFound);
        run.Error.ShouldContain("  Shop.Orders.Checkout\n");
    }

    [Fact]
    public async Task Methods_WithAPdb_PassesItsWholePathOn()
    {
        await using var agent = OwnAgent.Start();
        agent.Answer = _ => [new MethodsFound([new("A.B", "void ()", "A", null, "method", true, null, 0, null)], 1, [])];
        var pdb = Source("not looked at here");

        (await CliRun.Async("methods", OwnAgent.Pid, "A.B", "--pdb", Path.GetRelativePath(Environment.CurrentDirectory, pdb))).Exit.ShouldBe(ExitCode.Ok);

        agent.Received.OfType<FindMethods>().ShouldHaveSingleItem().Pdb.ShouldBe([pdb]);
    }

    [Fact]
    public async Task Lines_NearestOfTheAgent_IsSaidOnce()
    {
        var source = Source("class A\n{\n    int x =\n        1;\n}\n");
        await using var agent = OwnAgent.Start();
        var document = new DocumentRow(source, "", "", "Shop", [new(4, 4, [], "no statement starts here", 3)]);
        agent.Answer = _ => [new LinesFound([document], [])];

        var text = await CliRun.Async("lines", OwnAgent.Pid, source + ":4");
        var json = await CliRun.Async("lines", OwnAgent.Pid, source + ":4", "--json");

        text.Lines[1].ShouldEndWith("no statement starts here; nearest is 3");
        json.Lines[1].ShouldEndWith("\"refusal\":\"no statement starts here\",\"nearest\":3}");
    }

    [Fact]
    public async Task Lines_FileMisspelt_OffersTheNearestAndNothingElse()
    {
        await using var agent = OwnAgent.Start();
        agent.Answer = _ => [new LinesFound([], ["/src/Orders.cs"]) { Problems = ["There are no symbols of A, B."] }];

        var run = await CliRun.Async("lines", OwnAgent.Pid, "Order.cs");

        run.Exit.ShouldBe(ExitCode.PlaceNotFound);
        run.Error.ShouldStartWith("plumb: No loaded assembly was compiled from Order.cs.\nNear to it:\n  /src/Orders.cs\n");
    }

    [Fact]
    public async Task Lines_FileAsCompiled_ShowsSourceBesideTheVerdicts()
    {
        var source = Source("class A\n{\n    int x = 1;\n\n}\n");
        await using var agent = Knowing(source, File.ReadAllBytes(source));

        var run = await CliRun.Async("lines", OwnAgent.Pid, source + ":2-4");

        run.Error.ShouldBeEmpty();
        run.Lines[1..].Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ShouldBe(
        [
            "2 { no statement starts here; nearest is 3",
            "3 ● int x = 1; A.A",
            "4 no statement starts here; nearest is 3",
        ]);
    }

    [Fact]
    public async Task Lines_FileWasChangedSince_Warns()
    {
        var source = Source("class A\n{\n    int x = 1;\n}\n");
        await using var agent = Knowing(source, "class A {}"u8.ToArray());

        var run = await CliRun.Async("lines", OwnAgent.Pid, source + ":3");

        run.Exit.ShouldBe(ExitCode.Ok);
        run.Error.ShouldContain("is not the file that was compiled into Shop (its SHA256 differs)");
    }

    [Fact]
    public async Task Lines_OnlyLineEndingsDiffer_DoesNotWarn()
    {
        var source = Source("class A\n{\n    int x = 1;\n}\n");
        await using var agent = Knowing(source, "class A\r\n{\r\n    int x = 1;\r\n}\r\n"u8.ToArray());

        var run = await CliRun.Async("lines", OwnAgent.Pid, source + ":3", "--json");

        run.Error.ShouldBeEmpty();
        run.Lines[0].ShouldContain("\"source\":\"line-endings\"");
    }

    [Theory]
    [InlineData("Orders.cs:0")]
    [InlineData("Orders.cs:9-3")]
    [InlineData("Orders.cs:x")]
    [InlineData(":3")]
    public async Task Lines_BadRange_IsUsage(string place) => (await CliRun.Async("lines", OwnAgent.Pid, place)).Exit.ShouldBe(ExitCode.Usage);

    [Fact]
    public async Task Probes_ShowsOwnerStateAndBudget()
    {
        await using var agent = OwnAgent.Start();
        agent.Answer = _ => [new ProbesListed([Samples.Status(ProbeKind.Log, ProbeState.Waiting, "no hit for 10 s")], [], new BudgetStatus(0.002, 0.01))];

        var run = await CliRun.Async("probes", OwnAgent.Pid);

        run.Out.ShouldContain("1  log Shop.Orders.Checkout  by ann@web-1 (4711)  until 09:03:20 UTC");
        run.Out.ShouldContain("waiting: no hit for 10 s");
        run.Out.ShouldContain("0.20 % of one core");
    }

    [Fact]
    public async Task Detach_SaysWhatStays()
    {
        await using var agent = OwnAgent.Start();
        agent.Answer = _ => [new Detached(2, ["the native part"])];

        var run = await CliRun.Async("detach", OwnAgent.Pid);

        run.Lines.ShouldBe(["Original code is back in 2 methods; the agent is silent.", "What stays until the process ends:", "  the native part"]);
    }

    [Fact]
    public async Task Detach_NothingWasPlaced_DoesNotSpeakOfCodeThatIsBack()
    {
        await using var agent = OwnAgent.Start();
        agent.Answer = _ => [new Detached(0, [])];

        (await CliRun.Async("detach", OwnAgent.Pid)).Lines.ShouldBe(["No method held a probe any more; the agent is silent."]);
    }

    [Fact]
    public async Task Probes_OneThatIsRemoved_HasNoEndToCome()
    {
        await using var agent = OwnAgent.Start();
        agent.Answer = _ => [new ProbesListed([Samples.Status(ProbeKind.Log, ProbeState.Removed, "it had its hit")], [], new BudgetStatus(0, 0.01))];

        (await CliRun.Async("probes", OwnAgent.Pid)).Out.ShouldNotContain("until");
    }

    [Fact]
    public async Task Detach_NoAgentThere_DoesNotAttachOne()
    {
        await using var target = await TargetProcess.IdleAsync();

        var run = await CliRun.Async("detach", target.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture));

        run.Exit.ShouldBe(ExitCode.Ok);
        run.Out.ShouldContain("nothing to detach");
    }

    [Fact]
    public async Task Detach_OfAProgramWithTheSocketOfAnEarlierProcess_SaysThatItIsNoDotnet()
    {
        await using var sleeper = TargetProcess.Start("sleep", ["60"]);
        while ((await File.ReadAllTextAsync($"/proc/{sleeper.Pid}/comm", TestContext.Current.CancellationToken)).Trim() != "sleep")
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        var socket = Path.Combine("/tmp", $"dotnet-diagnostic-{sleeper.Pid}-1-socket");
        await File.WriteAllTextAsync(socket, "", TestContext.Current.CancellationToken);
        try
        {
            var run = await CliRun.Async("detach", sleeper.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture));

            run.Exit.ShouldBe(ExitCode.NotDotnet);
            run.Error.ShouldContain("runs no .NET runtime");
        }
        finally
        {
            File.Delete(socket);
        }
    }

    [Fact]
    public async Task Ps_ListsATargetAndItsRefusal()
    {
        await using var target = await TargetProcess.IdleAsync(("DOTNET_EnableDiagnostics", "0"));

        var run = await CliRun.Async("ps");

        run.Lines[0].ShouldStartWith("PID");
        run.Lines.ShouldContain(l => l.StartsWith($"{target.Pid} ", StringComparison.Ordinal) && l.Contains("no: diagnostics-off"));
        run.Out.ShouldContain($"{target.Pid}: it was started with DOTNET_EnableDiagnostics=0");
    }

    [Fact]
    public async Task Doctor_ProcessThatIsNotDotnet_HasItsOwnExitCode()
    {
        await using var sleeper = TargetProcess.Start("sleep", ["60"]);

        var run = await CliRun.Async("doctor", sleeper.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture));

        run.Exit.ShouldBe(ExitCode.NotDotnet);
        run.Out.ShouldContain("failed");
        run.Out.ShouldContain("runs no .NET runtime");
    }

    [Theory]
    [InlineData("2147483600", ExitCode.ProcessNotFound)]
    [InlineData("no-such-name-anywhere", ExitCode.ProcessNotFound)]
    public async Task AnyVerb_UnknownProcess_HasItsOwnExitCode(string pid, object exit)
    {
        var run = await CliRun.Async("count", pid, "X", "--json");

        run.Exit.ShouldBe((ExitCode)exit);
        run.Lines.ShouldHaveSingleItem().ShouldStartWith("{\"kind\":\"failure\",\"code\":\"no-such-process\"");
        run.Error.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("DOTNET_EnableDiagnostics", "0", ExitCode.TurnedOff)]
    [InlineData("DOTNET_EnableDiagnostics_Profiler", "0", ExitCode.TurnedOff)]
    public async Task Snapshot_OperatorSaidNo_IsRefusedAndTheTargetRunsOn(string name, string value, object exit)
    {
        await using var target = await TargetProcess.IdleAsync((name, value));

        var run = await CliRun.Async("snapshot", target.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture), "X");

        run.Exit.ShouldBe((ExitCode)exit);
        run.Error.ShouldContain($"{name}={value}");
        Directory.Exists($"/proc/{target.Pid}").ShouldBeTrue();
    }

    private static FakeAgent Knowing(string path, byte[] compiled)
    {
        var agent = OwnAgent.Start();
        var document = new DocumentRow(path, "SHA256", Convert.ToHexString(SHA256.HashData(compiled)), "Shop", [new(3, 3, ["A.A"], null)]);
        agent.Answer = _ => [new LinesFound([document], [])];
        return agent;
    }

    private string Source(string text)
    {
        var path = _folder.File("A.cs");
        File.WriteAllText(path, text);
        return path;
    }
}
