using System.Diagnostics;
using System.Text;
using Plumbline.Cli.Ledger;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Ledger;

public sealed class IngestVerbTests : IDisposable
{
    private const string Triggered = """{"event":{"event_type":"incident.triggered","occurred_at":"2026-05-10T10:00:00Z","data":{"id":"P1","title":"Down { \" ["}}}""";
    private const string Resolved = """{"event":{"event_type":"incident.resolved","occurred_at":"2026-05-10T11:00:00Z","data":{"id":"P1"}}}""";

    private readonly TemporaryFolder _folder = new();

    public IngestVerbTests() => Directory.CreateDirectory(_folder.File(".git"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Triggered + "\n" + Resolved + "\n")]
    [InlineData("\uFEFF" + Triggered + "\r\n\r\n" + Resolved)]
    [InlineData("[" + Triggered + "," + Resolved + "]")]
    [InlineData("[\n  " + Triggered + ",\n  " + Resolved + "\n]\n")]
    [InlineData(Triggered + Resolved)]
    [InlineData(Triggered + " " + Resolved + "\n")]
    public async Task Ingest_FileOfAnyLayout_TakesEachEventOnce(string text)
    {
        await File.WriteAllTextAsync(_folder.File("events"), text, TestContext.Current.CancellationToken);

        (await RunAsync("ingest", "pagerduty", "events")).Out.ShouldBe("2 taken, 0 known already, 0 that say nothing here, 0 rejected\n");
        (await RunAsync("ingest", "PagerDuty", "events", "--json")).Out.ShouldBe("""{"kind":"ingested","source":"pagerduty","taken":0,"known":2,"ignored":0,"rejected":0}""" + "\n");
    }

    [Fact]
    public async Task Ingest_PrettyPrintedObjects_AreWhole()
    {
        var pretty = string.Join('\n', Triggered, Resolved).Replace(",\"", ",\n  \"", StringComparison.Ordinal).Replace("{\"", "{\n\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(_folder.File("events"), pretty, TestContext.Current.CancellationToken);

        (await RunAsync("ingest", "pagerduty", "events")).Out.ShouldStartWith("2 taken");
    }

    [Fact]
    public async Task Ingest_LineThatIsCutOff_IsRejectedAloneAndListed()
    {
        await File.WriteAllTextAsync(_folder.File("events"), $"{Triggered}\n{Resolved[..40]}\n{Resolved}\n\u001b[2Jred\n", TestContext.Current.CancellationToken);

        var taken = await RunAsync("ingest", "pagerduty", "events");
        var rejected = await RunAsync("ingest", "--rejected");

        taken.Out.ShouldBe("2 taken, 0 known already, 0 that say nothing here, 2 rejected\n");
        taken.Error.ShouldContain("plumb ingest --rejected");
        rejected.Out.ShouldContain("it is no JSON");
        rejected.Out.ShouldNotContain("\u001b");
        rejected.Error.ShouldContain("2 events of 2");
    }

    [Fact]
    public async Task Ingest_RowsOfCsv_ArePlainRecords()
    {
        await File.WriteAllTextAsync(
            _folder.File("deployments.csv"),
            "Kind;ID;Service;Commit;Finished;Result\ndeployment;1;shop;abc1234;2026-05-09T10:00:00Z;succeeded\ndeployment;2;\"sh\"\"op\";abc1235;2026-05-09 11:00:00 UTC;\ndeployment;3;shop;abc1236;;\n",
            TestContext.Current.CancellationToken);

        (await RunAsync("ingest", "plain", "deployments.csv")).Out.ShouldStartWith("2 taken, 0 known already, 0 that say nothing here, 1 rejected");
        (await RunAsync("ingest", "--rebuild")).Out.ShouldStartWith("2 taken");
    }

    [Fact]
    public async Task CsvFile_WithAQuoteThatIsNeverClosed_EndsThereAndSaysSo()
    {
        await File.WriteAllTextAsync(
            _folder.File("open.csv"),
            $"kind,id,title,detected\nincident,INC-1,fine,2026-05-09T10:00:00Z\nincident,INC-2,\"{new string('x', 400_000)},2026-05-09T10:00:00Z\nincident,INC-3,behind,2026-05-09T10:00:00Z\n",
            TestContext.Current.CancellationToken);

        var run = await RunAsync("ingest", "plain", "open.csv");

        run.Exit.ShouldBe(ExitCode.Ok);
        run.Out.ShouldStartWith("1 taken, 0 known already, 0 that say nothing here, 1 rejected");
        (await RunAsync("ingest", "--rejected")).Out.ShouldContain("as if a quote were never closed; that row and all behind it were not read");
    }

    [Fact]
    public async Task Ingest_TagsOfARepository_AreDeploymentsByProxy()
    {
        var repository = _folder.File("repository");
        Directory.CreateDirectory(repository);
        foreach (var command in new[] { "init -q", "commit -q --allow-empty -m one", "tag v1.0.0", "tag -m two v2.0.0-rc.1", "tag nightly" })
        {
            await GitAsync(repository, command);
        }

        var run = await RunAsync("ingest", "git", "repository");

        run.Out.ShouldBe("2 taken, 0 known already, 1 that say nothing here, 0 rejected\n");
        run.Error.ShouldContain("not when users had it");
    }

    [Theory]
    [InlineData("There is no source nobody", "ingest", "nobody", "events")]
    [InlineData("can't be read", "ingest", "github", "missing")]
    [InlineData("SOURCE and FILE are needed", "ingest")]
    [InlineData("SOURCE and FILE are needed", "ingest", "github")]
    [InlineData("stand alone", "ingest", "--rejected", "--rebuild")]
    public async Task Ingest_WhatCantBe_SaysSo(string words, params string[] args)
    {
        var run = await RunAsync(args);

        run.Exit.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(words);
        Directory.Exists(_folder.File(".plumbline")).ShouldBeFalse();
    }

    [Fact]
    public async Task Ingest_WithoutALedger_SaysHowToBeginOne()
    {
        (await RunAsync("ingest", "--rejected")).Error.ShouldContain("plumb ingest SOURCE FILE");
        (await RunAsync("ingest", "--rebuild")).Exit.ShouldBe(ExitCode.Ok);
    }

    [Fact]
    public void Events_OfEndlessInput_KeepOnlySoMuchOfOne()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("{\"a\":\"" + new string('x', 100_000)));

        EventFile.Events(stream, 1000).ToList().ShouldHaveSingleItem().Length.ShouldBe(1001);
    }

    private Task<CliRun> RunAsync(params string[] args) => CliRun.InAsync(_folder.Path, args);

    private static async Task GitAsync(string folder, string command)
    {
        string[] identity = ["-c", "user.name=a", "-c", "user.email=a@b", "-C", folder];
        using var git = Process.Start(new ProcessStartInfo("git", [.. identity, .. command.Split(' ')]))!;
        await git.WaitForExitAsync(TestContext.Current.CancellationToken);
        git.ExitCode.ShouldBe(0);
    }
}
