using System.Diagnostics;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests.Watching;

/// <summary>A program that is built from a repository of its own says which commit it is of, so what is captured in it has origins.</summary>
public sealed class OriginTests
{
    private const string Agent = "copilot-swe-agent[bot] <198982749+Copilot@users.noreply.github.com>";

    [Fact]
    public async Task Snapshot_OfARealProcess_TellsWhoWroteEachUserFrame()
    {
        await using var target = await BuiltTarget.StartAsync(Agent);

        await using var plumb = PlumbProcess.Start(["snapshot", $"{target.Pid}", "Built.Orders.Total", "--stack", "--json", "--repo", target.Repository]);
        await plumb.EndAsync(PlumbExit.Ok);

        var lines = plumb.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var told = lines.Where(line => line.TryGetProperty("origins", out _)).ToList();
        var origins = told.SelectMany(Frames).DistinctBy(one => one.Method).ToDictionary(one => one.Method, one => one.Class);
        origins.ShouldContainKeyAndValue("Built.Orders.Total", "ai");
        origins.ShouldContainKeyAndValue("Built.Program.Main", "unknown");
        origins.Keys.ShouldAllBe(method => method.StartsWith("Built.", StringComparison.Ordinal));
        plumb.Errors.ShouldNotContain("rigin");
    }

    [Fact]
    public async Task Log_OfARealProcess_ThatIsNotOfTheRepository_SaysSoOnce_AndLogs()
    {
        await using var target = await BuiltTarget.StartAsync(Agent);
        await target.GitAsync("init", "--quiet", "other");
        await target.GitAsync("-C", "other", "-c", "user.name=n", "-c", "user.email=n@example.com", "commit", "--quiet", "--allow-empty", "-m", "Nothing");

        await using var plumb = PlumbProcess.Start(["log", $"{target.Pid}", "Built.Orders.Total", "of {count}", "--hits", "3", "--repo", Path.Combine(target.Repository, "other")]);
        await plumb.EndAsync(PlumbExit.Ok);

        plumb.Output.Split('\n').Count(line => line.Contains("  of ", StringComparison.Ordinal)).ShouldBe(3, plumb.Output);
        plumb.Errors.Split('\n').Count(line => line.Contains("does not have: no origin can be told", StringComparison.Ordinal)).ShouldBe(1, plumb.Errors);
    }

    [Fact]
    public async Task Watch_OfARealProcess_ArmsWhatAToolOrNobodyKnownWrote_AndTellsTheOriginOfFrames()
    {
        await using var target = await BuiltTarget.StartAsync(Agent);
        await File.WriteAllTextAsync(Path.Combine(target.Repository, "plumbline.yml"), $"origin:\n  humans: [\"{BuiltTarget.Bob}\"]\n", TestContext.Current.CancellationToken);

        await using var plumb = PlumbProcess.Start(["watch", $"{target.Pid}", "--repo", ".", "--no-store", "--json", "--for", "10s"], directory: target.Repository);
        await plumb.SaidAsync("Watching process");
        target.Fail();
        await plumb.EndAsync(PlumbExit.Ok);

        plumb.Errors.ShouldContain(" are a person's by evidence, and arm nothing");
        var lines = plumb.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToLookup(line => line.GetProperty("kind").GetString());
        // Each author's method fails once a round. From its second failure on a method has values because it failed, whoever wrote it.
        var armed = lines["capture"].Where(line => line.GetProperty("exception").GetInt64() <= 3).Select(line => line.GetProperty("method").GetString()!);
        armed.ShouldBe(["Built.Orders.Fail", "Built.Program.Swallow"], ignoreOrder: true, plumb.Output);
        var origins = lines["failure-group"].Where(line => line.TryGetProperty("origins", out _)).SelectMany(Frames).DistinctBy(one => one.Method).ToDictionary(one => one.Method, one => one.Class);
        origins.ShouldBe(
            new Dictionary<string, string?> { ["Built.Orders.Fail"] = "ai", ["Built.Stock.Fail"] = "human", ["Built.Program.Swallow"] = "unknown", ["Built.Program.Main"] = "unknown" }, ignoreOrder: true);
    }

    private static IEnumerable<(string Method, string? Class)> Frames(JsonElement line) =>
        line.GetProperty("frames").EnumerateArray().Zip(line.GetProperty("origins").EnumerateArray())
            .Where(pair => pair.Second.ValueKind == JsonValueKind.Object)
            .Select(pair => (pair.First.GetProperty("method").GetString()!, pair.Second.GetProperty("class").GetString()));
}
