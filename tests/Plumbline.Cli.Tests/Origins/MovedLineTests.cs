using System.Text.Json;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Origins;

/// <summary>An agent splits a file: every view says of the moved lines what `why` says.</summary>
public sealed class MovedLineTests : IDisposable
{
    private const int Orders = 10;
    private readonly GitFolder _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task EveryView_CreditsMovedLines_ToTheCommitTheyCameFrom()
    {
        var (first, split) = Build();

        var file = await LinesAsync("Orders.cs");
        file.Select(line => (Text(line, "class"), Text(line, "commit"), Number(line, "first"), Number(line, "last"))).ShouldBe(
            [("ai", split, 1, 1), ("unknown", first, 2, 9), ("ai", split, 10, 10)]);
        (Text(file[1], "movedBy"), Text(file[1], "originFile")).ShouldBe((split, "Shop.cs"));

        for (var line = 1; line <= Orders; line++)
        {
            var why = (await LinesAsync("why", $"Orders.cs:{line}")).ShouldHaveSingleItem();
            var range = file.Single(range => Number(range, "first") <= line && line <= Number(range, "last"));
            (Text(why, "class"), Text(why, "commit"), Text(why, "originFile")).ShouldBe((Text(range, "class"), Text(range, "commit"), Text(range, "originFile") ?? "Orders.cs"), $"line {line}");
        }

        var summary = (await LinesAsync()).ShouldHaveSingleItem();
        Number(summary.GetProperty("lines"), "ai").ShouldBe(2);
        Number(summary, "movedByTools").ShouldBe(8);
        var log = (await LinesAsync("log")).Where(line => Text(line, "kind") == "origin-commit").ToDictionary(line => Text(line, "commit")!, line => line.GetProperty("living"));
        (Number(log[split], "ai"), Number(log[first], "unknown"), Number(log[first], "ai")).ShouldBe((2, 16, 0));
        var method = (await LinesAsync("method", "Checkout")).ShouldHaveSingleItem();
        Text(method, "class").ShouldBe("unknown");
        var trace = (await CliRun.InAsync(_repository.Path, "origin", "--export", "agent-trace")).Lines.ShouldHaveSingleItem();
        trace.ShouldContain("\"start_line\":10");
        trace.ShouldNotContain("\"start_line\":2,");
    }

    [Fact]
    public async Task People_AreTold_WhoMovedALine()
    {
        var (_, split) = Build();

        (await CliRun.InAsync(_repository.Path, "origin", "why", "Orders.cs:4")).Out.ShouldContain($"moved by {split[..9]}, {GitFolder.Agent}, with Copilot coding agent");
        (await CliRun.InAsync(_repository.Path, "origin")).Out.ShouldContain("8 lines were moved or copied by a tool's commit, and stay with who wrote them.");
    }

    private (string First, string Split) Build()
    {
        string Method(string name) => $"int {name}(int count)\n  => Sum(count,\n    {name}Prices(count),\n    {name}Taxes(count),\n    {name}Fees(count),\n    {name}Rest(count),\n    {name}More(count),\n    {name}Last(count));\n";
        _repository.Write("Shop.cs", Method("Stock") + Method("Checkout"));
        var first = _repository.Commit("Start", at: "2026-01-01T12:00:00Z");
        _repository.Write("Shop.cs", Method("Stock"));
        _repository.Write("Orders.cs", "var agents = 1;\n" + Method("Checkout") + "var agentsToo = 2;\n");
        return (first, _repository.Commit("Split", GitFolder.Agent, "2026-06-01T12:00:00Z"));
    }

    private async Task<JsonElement[]> LinesAsync(params string[] arguments)
    {
        var run = await CliRun.InAsync(_repository.Path, ["origin", .. arguments, "--json"]);
        run.Exit.ShouldBe(ExitCode.Ok, run.Error);
        return [.. run.Lines.Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static int Number(JsonElement line, string name) => line.GetProperty(name).GetInt32();
}
