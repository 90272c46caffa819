using System.Text;
using Plumbline.Origin;
using Plumbline.Origin.Claims;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Origin.Claims;

public sealed class JsonStoreTests
{
    private static readonly string s_commit = Maps.Id(1);

    [Fact]
    public void OldGitAi_NamesAgentsAndPersons_ClaimsTheAgents()
    {
        var claims = Parse(
            ClaimNotes.OldGitAiPrefix,
            """{"files":{"a.ts":{"file":"a.ts","authors":[{"author":"Cursor","lines":[186,[182,183]],"agent_metadata":null},{"author":"Ann Author","lines":[[1,3]],"agent_metadata":null}]}},"schema_version":"authorship/0.0.1"}""");

        claims.Claims.Select(c => (c.From, c.To, c.Class, c.Tool)).ShouldBe([(186, 186, OriginClass.Ai, "Cursor"), (182, 183, OriginClass.Ai, "Cursor")]);
    }

    [Theory]
    [InlineData("""{"version":1,"attributions":[{"path":"a.cs","start_line":1,"end_line":4,"category":"ai_generated","provider":"claudeCode","model":"claude-3-5-sonnet","confidence":0.95}]}""")]
    [InlineData("""{"version":2,"attributions":[{"path":"a.cs","startLine":1,"endLine":4,"category":"ai_generated","provider":"claudeCode","model":"claude-3-5-sonnet","confidence":0.95}]}""")]
    public void AgentBlame_OfBothSpellings_IsRead(string json)
    {
        var claim = Parse(ClaimNotes.AgentBlame, json).Claims.ShouldHaveSingleItem();

        (claim.From, claim.To, claim.Tool, claim.Model, claim.Confidence).ShouldBe((1, 4, "Claude Code", "claude-3.5-sonnet", 0.95));
    }

    [Fact]
    public void AgentBlame_OfTheThirdVersion_IsALog() =>
        Parse(ClaimNotes.AgentBlame, "a.cs\n  0123456789abcdef 1-4\n---\n{\"version\":3,\"sessions\":{\"0123456789abcdef\":{\"agent\":\"opencode\",\"model\":\"gpt-5\",\"prompts\":null}}}")
            .Claims.ShouldHaveSingleItem().Tool.ShouldBe("opencode");

    [Theory]
    [InlineData("""{"schema_version":2,"session":{"session_id":"s","model":{"id":"claude-opus-4-5-20251101"}},"files":[{"path":"a.rs","lines":[{"line_number":1,"source":"AI"},{"line_number":2,"source":"AI"},{"line_number":3,"source":"AIModified"},{"line_number":4,"source":"Human"},{"line_number":5,"source":"Original"}]}]}""")]
    [InlineData("""{"version":3,"session":{"session_id":"s","model":{"id":"claude-opus-4-5-20251101"}},"files":[{"path":"a.rs","lines":[{"line_number":1,"source":{"type":"AI"}},{"line_number":2,"source":{"type":"AI"}},{"line_number":3,"source":{"type":"AIModified"}},{"line_number":4,"source":{"type":"Human"}},{"line_number":5,"source":{"type":"Original"}}]}]}""")]
    public void WhoGitIt_OfBothVersions_GivesRanges(string json) =>
        Parse(ClaimNotes.WhoGitIt, json).Claims.Select(c => (c.From, c.To, c.Class)).ShouldBe([(1, 2, OriginClass.Ai), (3, 3, OriginClass.Mixed), (4, 4, OriginClass.Human)]);

    [Fact]
    public void AgentTrace_WithTheVersionThatItsOwnReferenceWrites_IsRead()
    {
        const string Record = """{"version":"1.0","id":"x","timestamp":"2026-02-01T00:00:00Z","vcs":{"type":"git","revision":"abc"},"tool":{"name":"cursor"},"files":[{"path":"a.cs","conversations":[{"url":"https://example.com/c","contributor":{"type":"ai","model_id":"anthropic/claude-opus-4-5"},"ranges":[{"start_line":2,"end_line":9},{"start_line":20,"end_line":21,"contributor":{"type":"human"}}]}]}]}""";

        var claims = AgentTrace.Parse("f", null, Encoding.UTF8.GetBytes(Record + "\n\n" + Record)).Claims;

        claims.Count.ShouldBe(4);
        (claims[0].Commit, claims[0].Tool, claims[0].Model, claims[0].Session).ShouldBe(("abc", "Cursor", "claude-opus-4.5", "https://example.com/c"));
        claims[1].Class.ShouldBe(OriginClass.Human);
    }

    [Fact]
    public void AgentTrace_FallbacksAndPseudoPaths_AreRejectedWithTheirReasons()
    {
        static string Record(string path, int from, int to) => $$"""{"version":"0.1.0","vcs":{"type":"git","revision":"abc"},"files":[{"path":"{{path}}","conversations":[{"contributor":{"type":"ai"},"ranges":[{"start_line":{{from}},"end_line":{{to}}}]}]}]}""";

        var set = AgentTrace.Parse("f", null, Encoding.UTF8.GetBytes(string.Join('\n', Record(".shell-history", 1, 4), Record("/abs/a.cs", 2, 4), Record("a.cs", 1, 1), Record("a.cs", 5, 2), "not json")));

        set.Claims.ShouldBeEmpty();
        set.Rejected.Select(r => r.Reason).ShouldBe([ClaimRefusal.PseudoPath, ClaimRefusal.PseudoPath, ClaimRefusal.Placeholder, ClaimRefusal.BadRange]);
        set.Trouble.ShouldBe("1 of its 5 records can't be read");
    }

    private static ClaimSet Parse(string reference, string note) => Notes.Read([new RawNote(reference, s_commit, Encoding.UTF8.GetBytes(note))])[0].Claims;
}
