using System.Text;
using Plumbline.Origin;
using Plumbline.Origin.Claims;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Origin.Claims;

public sealed class GitAiNoteTests
{
    private const string Note = """
        src/main.rs
          s_c9883b05a2487d::t_9f8e7d6c5b4a32 1-10,15-20
          h_31dce776f88375 35-40
          abcd1234abcd1234 50
        "my file.rs"
          abcd123 1
        ---
        { "schema_version":"authorship/3.0.0", "git_ai_version":"1.4.5", "base_commit_sha":"7734793b756b3921c88db5375a8c156e9532447b", "logical_commit_id": 3,
          "prompts":{"abcd1234abcd1234":{"agent_id":{"tool":"claude","id":"c-1","model":"claude-opus-4-5-20251101"},"human_author":"Ann","messages":[{"a":[1,2]}],"overriden_lines":3},
                     "abcd123":{"agent_id":{"tool":"codex","id":"c-2","model":"\"gpt-5\""}}},
          "humans":{"h_31dce776f88375":{"author":"Ann <ann@example.com>"}},
          "sessions":{"s_c9883b05a2487d":{"agent_id":{"tool":"cursor","id":"conv","model":"unknown"},"human_author":"Ann","custom_attributes":{}}} }
        """;

    [Fact]
    public void Note_OfAllKinds_GivesClaimsInOrder()
    {
        var claims = Claims(Note).Claims;

        claims.Select(c => (c.Path, c.From, c.To, c.Class, c.Tool, c.Model)).ShouldBe(
        [
            ("src/main.rs", 1, 10, OriginClass.Ai, "Cursor", null),
            ("src/main.rs", 15, 20, OriginClass.Ai, "Cursor", null),
            ("src/main.rs", 35, 40, OriginClass.Human, null, null),
            ("src/main.rs", 50, 50, OriginClass.Ai, "Claude Code", "claude-opus-4.5"),
            ("my file.rs", 1, 1, OriginClass.Ai, "Codex", "gpt-5"),
        ]);
        claims[2].Person.ShouldBe("Ann <ann@example.com>");
    }

    [Fact]
    public void Key_ThatNothingExplains_IsRejected()
    {
        var set = Claims("a.cs\n  abcd1234abcd1234 1-3\n  7d0c3f1e-1111-2222-3333-444455556666 4\n---\n{}");

        set.Claims.ShouldBeEmpty();
        set.Rejected.Select(r => r.Reason).Distinct().ShouldHaveSingleItem().ShouldBe(ClaimRefusal.Dangling);
    }

    [Fact]
    public void Key_ThatAnotherNoteExplains_IsBelieved()
    {
        var (first, second) = (Raw(1, "a.cs\n  abcd1234abcd1234 1-3\n---\n{}"), Raw(2, Note));

        Notes.Read([first, second])[0].Claims.Claims.ShouldHaveSingleItem().Tool.ShouldBe("Claude Code");
    }

    [Fact]
    public void Log_UnderTheOldRefs_IsALogOrTheFirstFormat() =>
        Notes.Read([new RawNote(ClaimNotes.OldGitAiPrefix, Maps.Id(1), Encoding.UTF8.GetBytes(Note))])[0].Claims.Claims.Count.ShouldBe(5);

    [Fact]
    public void Note_WithoutAttestation_ClaimsNothing()
    {
        var set = Claims("---\n{\"prompts\":{}}");

        set.Claims.ShouldBeEmpty();
        set.Trouble.ShouldBeNull();
    }

    [Theory]
    [InlineData("", "it is no authorship log")]
    [InlineData("{\"a\":1}", "it is JSON, and no authorship log")]
    [InlineData("a.cs\n  k 1-2\n---\n{\"prompts\":", "its metadata are no JSON (line 0)")]
    [InlineData("a.cs\n  k 1-2\n---\n[]", "its metadata are no object")]
    [InlineData("a.cs\n  k 10-2\n---\n{}", "a line in it is no claim")]
    [InlineData("a.cs\n  k 1-99999999999\n---\n{}", "a line in it is no claim")]
    [InlineData("  k 1-2\n---\n{}", "a line in it is no claim")]
    [InlineData("a.cs\n  k 1-2\n", "it ends before its metadata")]
    public void BrokenNote_SaysWhatIsWrong(string note, string trouble) => Claims(note).Trouble.ShouldBe(trouble);

    [Fact]
    public void Note_OfThreeMegabytes_IsReadWithoutItsConversations()
    {
        var messages = string.Concat(Enumerable.Repeat("{\"role\":\"user\",\"text\":\"words and words and words\"},", 60_000));
        var note = "a.cs\n  abcd1234abcd1234 1-3\n---\n{\"prompts\":{\"abcd1234abcd1234\":{\"messages\":[" + messages + "{}],\"agent_id\":{\"tool\":\"claude\",\"id\":\"1\",\"model\":\"default\"}}}}";

        note.Length.ShouldBeGreaterThan(3_000_000);
        Claims(note).Claims.ShouldHaveSingleItem().Tool.ShouldBe("Claude Code");
    }

    [Fact]
    public void Bytes_OfAnyKind_NeverThrow()
    {
        var random = new Random(7);
        var bytes = Encoding.UTF8.GetBytes(Note);
        for (var i = 0; i < 2_000; i++)
        {
            var broken = (byte[])bytes.Clone();
            for (var j = 0; j < 5; j++)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            var notes = new[] { "refs/notes/ai", "refs/notes/agentblame", "refs/notes/whogitit", "refs/notes/agent-trace", ClaimNotes.OldGitAiPrefix };
            Notes.Read([new RawNote(notes[i % notes.Length], "c", broken.AsMemory(i % 40))]).Count.ShouldBe(1);
        }
    }

    private static ClaimSet Claims(string note) => Notes.Read([Raw(1, note)])[0].Claims;

    private static RawNote Raw(int commit, string note) => new(GitAiNote.Reference, Maps.Id(commit), Encoding.UTF8.GetBytes(note));
}
