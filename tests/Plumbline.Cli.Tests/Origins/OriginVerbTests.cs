using System.Text.Json;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Origins;

/// <summary>The verbs on a small repository with every kind of evidence.</summary>
public sealed class OriginVerbTests : IDisposable
{
    private readonly GitFolder _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task Summary_CountsByClass_AndSilenceIsUnknown()
    {
        Build();

        var run = await CliRun.InAsync(_repository.Path, "origin", "--json");

        run.Exit.ShouldBe(ExitCode.Ok, run.Error);
        var lines = JsonDocument.Parse(run.Lines.ShouldHaveSingleItem()).RootElement.GetProperty("lines");
        Counts(lines).ShouldBe((2, 1, 1, 2));
    }

    [Fact]
    public async Task Summary_ForPeople_TellsClassesToolsAndCoverage()
    {
        Build();

        var run = await CliRun.InAsync(_repository.Path, "origin");

        run.Exit.ShouldBe(ExitCode.Ok, run.Error);
        run.Out.ShouldContain("Copilot coding agent");
        run.Out.ShouldContain("Evidence covers 66.7 % of the lines");
        run.Out.ShouldContain("refs/notes/ai names 1 of the lines");
    }

    [Fact]
    public async Task Summary_SecondTime_IsTheSame_UntilANoteComes()
    {
        var ids = Build();

        var first = await CliRun.InAsync(_repository.Path, "origin");
        var second = await CliRun.InAsync(_repository.Path, "origin");
        _repository.Note("refs/notes/ai", ids[2], "src/a.cs\n  s_1 1-3,9\nb.cs\n  s_1 1\n---\n{\"sessions\":{\"s_1\":{\"agent_id\":{\"tool\":\"cursor\",\"id\":\"c\"}}}}");
        var third = await CliRun.InAsync(_repository.Path, "origin");

        second.ShouldBe(first);
        _repository.Git("status", "--porcelain").ShouldBeEmpty();
        third.Out.ShouldContain("Cursor");
        third.Out.ShouldContain("Not believed: 1 claim about 1 line, as the commit did not change that file.");
        third.Out.ShouldContain("Not believed: 2 claims about 3 lines, as the commit did not bring in that line.");
    }

    [Fact]
    public async Task File_TellsEachLine_WithItsCommit()
    {
        var ids = Build();

        var run = await CliRun.InAsync(_repository.Path, "origin", "src/a.cs:1-2");

        run.Lines.Length.ShouldBe(2);
        run.Lines[0].ShouldContain("human");
        run.Lines[1].ShouldContain(ids[1][..9]);
        run.Lines[1].ShouldContain("var agent = 2;");
    }

    [Fact]
    public async Task Why_TellsMarkAndConfidence()
    {
        Build();

        var run = await CliRun.InAsync(_repository.Path, "origin", "why", "a.cs:2");

        run.Exit.ShouldBe(ExitCode.Ok, run.Error);
        run.Out.ShouldContain("ai  Copilot coding agent  confidence 90 %");
        run.Out.ShouldContain(GitFolder.Agent);
    }

    [Fact]
    public async Task Why_TellsClaimsOfOtherCommits_AndWhyTheyAreNotBelieved()
    {
        Build();

        var run = await CliRun.InAsync(_repository.Path, "origin", "why", "a.cs:2");

        run.Out.ShouldContain("line claim (ai), in refs/notes/ai on ");
        run.Out.ShouldContain("not believed: the commit did not bring in that line");
    }

    [Fact]
    public async Task Method_Since_CountsOnlyYoungerLines()
    {
        _repository.Write("a.cs", "class Shop\n{\n    int Two()\n    {\n        return Compute(2);\n    }\n\n    int Old() => Compute(1);\n}\n");
        _repository.Commit("Start", at: "2026-01-01T12:00:00Z");
        _repository.Write("a.cs", "class Shop\n{\n    int Two()\n    {\n        Prepare(1);\n        return Compute(2);\n    }\n\n    int Old() => Compute(1);\n}\n");
        _repository.Commit("More", GitFolder.Agent, "2026-06-01T12:00:00Z");

        var all = await CliRun.InAsync(_repository.Path, "origin", "method", "Shop.Two", "--json");
        var young = await CliRun.InAsync(_repository.Path, "origin", "method", "Shop.Two", "--since", "2026-05-01", "--json");
        var none = await CliRun.InAsync(_repository.Path, "origin", "method", "Shop.Old", "--since", "2026-05-01", "--json");

        Lines(all).ShouldBe((1, 2));
        Lines(young).ShouldBe((1, 0));
        (none.Exit, none.Out).ShouldBe((ExitCode.Ok, ""));
        none.Error.ShouldContain("No line of Shop.Old is younger than 2026-05-01: the youngest is of 2026-01-01.");

        static (int Ai, int Unknown) Lines(CliRun run)
        {
            var lines = JsonDocument.Parse(run.Lines.ShouldHaveSingleItem()).RootElement.GetProperty("lines");
            return (lines.GetProperty("ai").GetInt32(), lines.GetProperty("unknown").GetInt32());
        }
    }

    [Fact]
    public async Task Since_WithNoLineThatYoung_SaysHowOldTheYoungestIs()
    {
        Build();
        _repository.Write("b.cs", "int newer = Compute(3);\n");
        _repository.Commit("Newer", at: "2026-08-20T12:00:00Z");
        string[][] asked = [["origin"], ["origin"], ["origin", "--json"], ["origin", "b.cs"], ["origin", "b.cs", "--csv"], ["origin", "--export", "agent-trace"]];

        foreach (string[] verb in asked)
        {
            var run = await CliRun.InAsync(_repository.Path, [.. verb, "--since", "2026-09-01"]);

            run.Exit.ShouldBe(ExitCode.Ok);
            run.Error.ShouldContain("is younger than 2026-09-01: the youngest is of 2026-08-20.", customMessage: string.Join(' ', verb));
        }

        (await CliRun.InAsync(_repository.Path, "origin", "--since", "2026-08-19")).Error.ShouldBeEmpty();
        (await CliRun.InAsync(_repository.Path, "origin", "b.cs")).Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task File_Path_SaysWhichOfSeveralIsMeant()
    {
        _repository.Write("one/a.cs", "int x = Compute(1);\n");
        _repository.Write("two/a.cs", "int x = Compute(2);\n");
        _repository.Commit("Start");

        (await CliRun.InAsync(_repository.Path, "origin", "a.cs")).Exit.ShouldNotBe(ExitCode.Ok);
        (await CliRun.InAsync(_repository.Path, "origin", "a.cs", "--path", "two")).Out.ShouldContain("Compute(2)");
        (await CliRun.InAsync(_repository.Path, "origin", "why", "a.cs:1", "--path", "two")).Out.ShouldContain("Compute(2)");
        (await CliRun.InAsync(_repository.Path, "origin", "one/a.cs", "--path", "two")).Exit.ShouldNotBe(ExitCode.Ok);
    }

    [Theory]
    [InlineData("why", "a.cs:1", "--since", "3d")]
    [InlineData("--since", "3d", "why", "a.cs:1")]
    [InlineData("a.cs", "why", "a.cs:1")]
    [InlineData("fetch", "--rev", "HEAD")]
    [InlineData("signatures", "--path", "src")]
    [InlineData("--export", "agent-trace", "--csv")]
    public async Task OptionThatMeansNothing_IsRefused(params string[] arguments)
    {
        _repository.Write("a.cs", "int x = Compute(1);\n");
        _repository.Commit("Start");

        var run = await CliRun.InAsync(_repository.Path, ["origin", .. arguments]);

        (run.Exit, run.Out).ShouldBe((ExitCode.Usage, ""));
    }

    [Fact]
    public async Task Method_IsFoundBySyntax()
    {
        _repository.Write("a.cs", "class Shop\n{\n    int One() => 1;\n    int Two(int x)\n    {\n        return x + 2;\n    }\n}\n");
        _repository.Commit("Start", GitFolder.Agent);

        var run = await CliRun.InAsync(_repository.Path, "origin", "method", "Shop.Two", "--json");

        run.Exit.ShouldBe(ExitCode.Ok, run.Error);
        var method = JsonDocument.Parse(run.Lines.ShouldHaveSingleItem()).RootElement;
        (method.GetProperty("first").GetInt32(), method.GetProperty("last").GetInt32(), method.GetProperty("class").GetString()).ShouldBe((4, 7, "ai"));
        (await CliRun.InAsync(_repository.Path, "origin", "method", "Tw")).Exit.ShouldBe(ExitCode.NotInRevision);
    }

    [Fact]
    public async Task Log_TellsCommitsAndWeeks_AndPlots()
    {
        Build();

        var run = await CliRun.InAsync(_repository.Path, "origin", "log", "--since", "2010-01-01");
        var plot = await CliRun.InAsync(_repository.Path, "origin", "log", "--since", "2010-01-01", "--plot");

        run.Exit.ShouldBe(ExitCode.Ok, run.Error);
        run.Out.ShouldContain("By the agent");
        run.Out.ShouldContain("2026-07-27        ");
        plot.Out.ShouldContain("2026-07-27         2 █");
    }

    [Fact]
    public async Task Export_IsReadBack_AsClaimsOfTheSameClasses()
    {
        Build();

        var run = await CliRun.InAsync(_repository.Path, "origin", "--export", "agent-trace");

        var record = JsonDocument.Parse(run.Lines.ShouldHaveSingleItem()).RootElement;
        record.GetProperty("version").GetString().ShouldBe("0.1.0");
        Guid.TryParse(record.GetProperty("id").GetString(), out _).ShouldBeTrue();
        var set = Plumbline.Origin.Claims.AgentTrace.Parse("f", null, System.Text.Encoding.UTF8.GetBytes(run.Out));
        set.Claims.Select(c => (c.From, c.Class.ToString())).ShouldBe([(2, "Ai"), (4, "Ai"), (6, "Mixed")], ignoreOrder: true);
    }

    [Fact]
    public async Task Traces_OfTheWorkTree_AreRead()
    {
        _repository.Write("a.cs", "int x = 1;\n");
        var parent = _repository.Commit("Start");
        _repository.Write("a.cs", "int x = 1;\nint y = Call(2);\n");
        _repository.Commit("More");
        _repository.Write(".agent-trace/traces.jsonl", $$$"""{"version":"1.0","id":"i","timestamp":"2026-08-01T11:00:00Z","vcs":{"type":"git","revision":"{{{parent}}}"},"tool":{"name":"cursor"},"files":[{"path":"a.cs","conversations":[{"contributor":{"type":"ai","model_id":"openai/gpt-5"},"ranges":[{"start_line":2,"end_line":2}]}]}]}""");

        var run = await CliRun.InAsync(_repository.Path, "origin", "why", "a.cs:2");

        run.Out.ShouldContain("ai  Cursor, gpt-5  confidence 75 %");
    }

    [Fact]
    public async Task Csv_TamesFormulas()
    {
        _repository.Write("a.cs", "int x = 1;\n");
        _repository.Commit("Start", "=cmd|'/c calc'!A1 <ann@example.com>");

        var run = await CliRun.InAsync(_repository.Path, "origin", "a.cs", "--csv");

        run.Lines[1].ShouldContain("'=cmd|");
    }

    [Fact]
    public async Task HostileNamesAndMessages_ReachNoTerminal()
    {
        _repository.Write("a.cs", "int x = 1; // \u001b[31mred\n");
        _repository.Commit("\u001b]0;owned\u0007Fix\n\nCo-authored-by: Claude \u001b[2J <noreply@anthropic.com>\n", "Ann\u001b[1m <ann@example.com>");
        foreach (var args in new string[][] { ["origin"], ["origin", "a.cs"], ["origin", "why", "a.cs:1"], ["origin", "log"], ["origin", "a.cs", "--json"], ["origin", "a.cs", "--csv"], ["origin", "why", "a.cs:1", "--json"] })
        {
            var run = await CliRun.InAsync(_repository.Path, args);

            run.Exit.ShouldBe(ExitCode.Ok, run.Error);
            (run.Out + run.Error).ShouldAllBe(c => c == '\n' || c >= ' ', string.Join(' ', args));
        }
    }

    [Fact]
    public async Task Policy_OfTheSettings_MakesUnmarkedHuman()
    {
        Build();
        _repository.Write("plumbline.yml", "origin:\n  unmarked-is-human-since: 2026-01-01\n  agents:\n    house@example.com: House agent\n");

        var run = await CliRun.InAsync(_repository.Path, "origin", "why", "src/a.cs:3");
        var signatures = await CliRun.InAsync(_repository.Path, "origin", "signatures");

        run.Out.ShouldContain("human");
        run.Out.ShouldContain("unmarked-is-human-since: 2026-01-01");
        signatures.Lines[1].ShouldStartWith("House agent");
    }

    /// <summary>Six lines: an old one, one by the agent, a silent one, one that a note claims, one whose claim nothing explains, and one by the agent that was edited.</summary>
    private string[] Build()
    {
        _repository.Write("src/a.cs", "var old = 1;\n");
        var old = _repository.Commit("Start", at: "2015-01-01T00:00:00Z");
        _repository.Write("src/a.cs", "var old = 1;\nvar agent = 2;\nvar total = Sum(first, second, third);\n");
        var agent = _repository.Commit("By the agent", GitFolder.Agent);
        _repository.Write("src/a.cs", "var old = 1;\nvar agent = 2;\nvar silent = 3;\nvar noted = 4;\nvar other = Five(5);\nvar total = Sum(first, second, fourth);\n");
        var plain = _repository.Commit("Add more", at: "2026-08-10T12:00:00Z");
        _repository.Note("refs/notes/ai", plain, "src/a.cs\n  s_1 1-2,4-4\n  s_2 5\n---\n{\"sessions\":{\"s_1\":{\"agent_id\":{\"tool\":\"claude\",\"id\":\"c\",\"model\":\"claude-opus-4-6\"}}}}");
        return [old, agent, plain];
    }

    private static (int Ai, int Mixed, int Human, int Unknown) Counts(JsonElement lines) =>
        (lines.GetProperty("ai").GetInt32(), lines.GetProperty("mixed").GetInt32(), lines.GetProperty("human").GetInt32(), lines.GetProperty("unknown").GetInt32());
}
