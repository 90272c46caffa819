using System.Diagnostics;
using System.Text.Json;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Ledger;

/// <summary>The verbs that show what was judged, on a repository with two tags and an incident between.</summary>
public sealed class LedgerVerbTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private string _bad = "";

    public async ValueTask InitializeAsync()
    {
        await GitAsync("init -q -b main", "2026-05-01T08:00:00Z");
        await CommitAsync("Begin", "2026-05-01T08:00:00Z", "class Orders;\nint total = 0;\n");
        await GitAsync("tag v1.0", "2026-05-01T09:00:00Z");
        _bad = await CommitAsync("Compute \u001b[31mtotals\n\nCo-Authored-By: Claude <noreply@anthropic.com>", "2026-05-02T08:00:00Z", "class Orders;\nint total = sum / count;\n");
        await GitAsync("tag v1.1", "2026-05-02T08:00:00Z");
        await CommitAsync("Repair totals, INC-42", "2026-05-03T08:00:00Z", "class Orders;\nint total = count == 0 ? 0 : sum / count;\n");
        await GitAsync("tag v1.2", "2026-05-03T08:00:00Z");
        await File.WriteAllTextAsync(
            _folder.File("incidents.jsonl"),
            """
            {"kind":"incident","id":"INC-42","title":"Totals \u001b[2J fail","detected":"2026-05-02T20:00:00Z","resolved":"2026-05-03T09:00:00Z"}
            {"kind":"incident","id":"INC-43","title":"Power cut","cause":"infra","detected":"2026-05-02T21:00:00Z"}
            """,
            TestContext.Current.CancellationToken);
        (await RunAsync("ingest", "git", ".")).Exit.ShouldBe(ExitCode.Ok);
        (await RunAsync("ingest", "plain", "incidents.jsonl")).Exit.ShouldBe(ExitCode.Ok);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Incidents_TellWhatTheyAreAttributedTo_AndNoEscapeGetsOut()
    {
        var text = await RunAsync("incidents");
        var json = (await RunAsync("incidents", "--json")).Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();

        text.Out.ShouldContain("probable ai");
        text.Out.ShouldContain("(other-cause)");
        text.Out.ShouldNotContain("\u001b");
        text.Error.ShouldContain("2 incidents");
        var one = json.Single(line => line.GetProperty("id").GetString() == "plain:incident/INC-42");
        one.GetProperty("blames")[0].GetProperty("commit").GetString().ShouldBe(_bad);
        one.GetProperty("deployment").GetString()!.ShouldEndWith("/tags/v1.1");
    }

    [Fact]
    public async Task Incident_ShowsTimelineAndEvidence_AndTakesDecisions()
    {
        var shown = await RunAsync("incident", "INC-42");
        var confirmed = await RunAsync("incident", "INC-42", "confirm", "--by", "ann", "--because", "seen \u001b[31m in review");
        var after = await RunAsync("incident", "plain:incident/INC-42");
        var rejected = await RunAsync("incident", "INC-42", "reject", "--by", "bob");
        var last = (await RunAsync("incident", "INC-42", "--json")).Lines[0];

        shown.Out.ShouldContain("detected");
        shown.Out.ShouldContain("fix-forward");
        shown.Out.ShouldContain("repairs what it did");
        shown.Out.ShouldNotContain("\u001b");
        confirmed.Out.ShouldContain($"confirm {Path.GetFileName(_folder.Path)}@{_bad}, by ann");
        after.Out.ShouldContain("confirmed 100 %");
        after.Out.ShouldNotContain("\u001b");
        rejected.Out.ShouldContain("reject that any change caused it, by bob");
        using var story = JsonDocument.Parse(last);
        story.RootElement.GetProperty("decisions").GetArrayLength().ShouldBe(2);
        story.RootElement.GetProperty("incident").GetProperty("blames")[0].GetProperty("verdict").GetString().ShouldBe("rejected");
        (await RunAsync("ingest", "--rebuild")).Exit.ShouldBe(ExitCode.Ok);
        (await RunAsync("incident", "INC-42", "--json")).Lines[0].ShouldBe(last);
    }

    [Fact]
    public async Task Change_TellsOriginShipmentAndIncidents()
    {
        var shown = await RunAsync("change", _bad[..8]);

        shown.Exit.ShouldBe(ExitCode.Ok);
        shown.Out.ShouldContain("ai Claude Code");
        shown.Out.ShouldContain("/tags/v1.1");
        shown.Out.ShouldContain("INC-42");
        shown.Out.ShouldNotContain("\u001b");
        (await RunAsync("deployments")).Out.ShouldContain("failed: plain:incident/INC-42");
    }

    [Theory]
    [InlineData("INC-43", "M1", "which is no change's doing")]
    [InlineData("v1.0", "M1", "it brought no change that was not there before")]
    [InlineData("v1.1", "M3", "as failed, by plain:incident/INC-42")]
    public async Task Explain_SaysWhyAMetricCountsARecordOrNot(string record, string metric, string why)
    {
        (await RunAsync("explain", record)).Out.Split('\n').Single(line => line.StartsWith(metric + " ", StringComparison.Ordinal)).ShouldContain(why);
        (await RunAsync("explain", record, "--json")).Lines[0].ShouldContain("\"metric\":\"" + metric);
    }

    [Theory]
    [InlineData(ExitCode.NotStored, "has no incident INC-99", "incident", "INC-99")]
    [InlineData(ExitCode.NotStored, "has no incident %", "incident", "%")]
    [InlineData(ExitCode.NotStored, "has no change #7", "change", "#7")]
    [InlineData(ExitCode.NotStored, "has no record ' OR 1=1 --", "explain", "' OR 1=1 --")]
    [InlineData(ExitCode.NotStored, "has no change or deployment 7777777", "incident", "INC-42", "link", "7777777")]
    [InlineData(ExitCode.Usage, "There is no decision blame", "incident", "INC-42", "blame")]
    [InlineData(ExitCode.Usage, "There is no decision 1", "incident", "INC-42", "1")]
    [InlineData(ExitCode.Usage, "link needs the change", "incident", "INC-42", "link")]
    [InlineData(ExitCode.Usage, "Nothing is attributed", "incident", "INC-43", "confirm")]
    [InlineData(ExitCode.Usage, "--limit must be at least 1", "incidents", "--limit", "0")]
    [InlineData(ExitCode.Usage, "--since soon: expected", "deployments", "--since", "soon")]
    [InlineData(ExitCode.Ok, "No deployment of till is known.", "deployments", "--service", "till")]
    [InlineData(ExitCode.Ok, "No deployment is younger; the last one was on 2026-", "deployments", "--since", "2199-01-01")]
    [InlineData(ExitCode.Ok, "No incident is younger; the last one was on 2026-", "incidents", "--since", "2199-01-01")]
    internal async Task Verbs_WhatCantBe_SayWhy(ExitCode exit, string words, params string[] args)
    {
        var run = await RunAsync(args);

        (run.Exit, run.Error).ShouldSatisfyAllConditions(one => one.Exit.ShouldBe(exit), one => one.Error.ShouldContain(words));
    }

    [Fact]
    public async Task Verbs_WithoutALedger_SayHowToBeginOne()
    {
        using var empty = new TemporaryFolder();
        Directory.CreateDirectory(empty.File(".git"));

        foreach (var args in new[] { new[] { "incidents" }, ["deployments"], ["incident", "x"], ["change", "x"], ["explain", "x"] })
        {
            var run = await CliRun.InAsync(empty.Path, args);
            (run.Exit, run.Out).ShouldBe((ExitCode.Ok, ""));
            run.Error.ShouldContain("plumb ingest SOURCE FILE");
        }
    }

    private Task<CliRun> RunAsync(params string[] args) => CliRun.InAsync(_folder.Path, args);

    private async Task<string> CommitAsync(string message, string at, string text)
    {
        await File.WriteAllTextAsync(_folder.File("Orders.cs"), text, TestContext.Current.CancellationToken);
        await GitAsync("add Orders.cs", at);
        await GitAsync(["commit", "-q", "-m", message], at);
        return (await GitAsync("rev-parse HEAD", at)).Trim();
    }

    private Task<string> GitAsync(string command, string at) => GitAsync(command.Split(' '), at);

    private async Task<string> GitAsync(string[] command, string at)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-C", _folder.Path, .. command]) { RedirectStandardOutput = true };
        start.Environment["GIT_AUTHOR_DATE"] = start.Environment["GIT_COMMITTER_DATE"] = at;
        using var git = Process.Start(start)!;
        var output = await git.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await git.WaitForExitAsync(TestContext.Current.CancellationToken);
        git.ExitCode.ShouldBe(0);
        return output;
    }
}
