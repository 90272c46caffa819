using Plumbline.Origin;
using Plumbline.Origin.Signatures;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Origin.Signatures;

public sealed class MarkReaderTests
{
    private static readonly MarkReader s_reader = new();

    [Theory]
    [InlineData("Co-Authored-By: Claude <noreply@anthropic.com>", "Claude Code", null)]
    [InlineData("co-authored-by: Claude Opus 4.6 (1M context) <noreply@anthropic.com>", "Claude Code", "claude-opus-4.6")]
    [InlineData("🤖 Co-Authored-By: Claude Code <noreply@anthropic.com>", "Claude Code", null)]
    [InlineData("Co-Authored-By: Claude Code 2.1.63 / Claude Opus 4.6 <noreply@anthropic.com>", "Claude Code", "claude-opus-4.6")]
    [InlineData("* Co-authored-by: Claude Fable 5 <noreply@anthropic.com>", "Claude Code", "claude-fable-5")]
    [InlineData("Claude-Generated-By: Claude Code (cli/claude-opus-4-5=100%)", "Claude Code", "claude-opus-4.5")]
    [InlineData("Co-authored-by: aider (anthropic/claude-sonnet-4-5) <aider@aider.chat>", "Aider", "claude-sonnet-4.5")]
    [InlineData("Co-authored-by: GPT 5.5 <codex@openai.com>", "Codex", "gpt-5.5")]
    [InlineData("Co-developed-by: Cursor <noreply@cursor.com>", "Cursor", null)]
    [InlineData("Assisted-by: GPT-5 via Crush <crush@charm.land>", "Crush", "gpt-5")]
    [InlineData("Assisted-by: Claude:claude-opus-4.7", "Claude Code", "claude-opus-4.7")]
    [InlineData("Assisted-by: Claude Opus 4.6, OpenCode", "opencode", "claude-opus-4.6")]
    [InlineData("Assisted-by: Claude, with model: claude-opus-4-6", "Claude Code", "claude-opus-4.6")]
    [InlineData("Assisted-by: Codex gpt-5.6-sol high", "Codex", "gpt-5.6-sol")]
    [InlineData("Assisted-by: gemini-cli, with model: gemini-3-pro", "Gemini CLI", "gemini-3-pro")]
    public void Line_GivesToolAndModel(string line, string tool, string? model)
    {
        var mark = s_reader.Read(Commits.Saying($"Fix it\n\nWhy.\n\n{line}\n\nSigned-off-by: Ann <ann@example.com>\n")).ShouldHaveSingleItem();

        mark.Tool.ShouldBe(tool);
        mark.Model.ShouldBe(model);
        mark.IsAccepted.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Co-Authored-By: Claude <noreply@anthropic.com>\n")]
    [InlineData("Fix\n\n    Co-Authored-By: Claude <noreply@anthropic.com>\n")]
    [InlineData("Fix\n\n> Co-Authored-By: Claude <noreply@anthropic.com>\n")]
    [InlineData("Fix\n\n```\nCo-Authored-By: Claude <noreply@anthropic.com>\n```\n")]
    [InlineData("Fix\n\nWe strip the line Co-Authored-By: Claude <noreply@anthropic.com> now.\n")]
    [InlineData("Fix\n\nThis adds support for 🤖 Generated with [Claude Code](https://claude.ai/code)\n")]
    [InlineData("Use Claude Code and Copilot in the build\n\nReviewed-by: Copilot\n")]
    [InlineData("Fix\n\nAssisted-by: Nova Smith\n")]
    [InlineData("Fix\n\nCo-authored-by: Ran <ran@copilotkit.ai>\n")]
    [InlineData("Fix\n\nCo-authored-by: Ann <ann@anthropic.com>\n")]
    [InlineData("Fix\n\nReplit-Commit-Author: Deployment\n")]
    public void Prose_IsNoMark(string message) => s_reader.Read(Commits.Saying(message)).ShouldBeEmpty();

    [Fact]
    public void Trailers_FarAboveTheLastParagraph_AreFound()
    {
        var marks = s_reader.Read(Commits.Saying(
            "Merge it (#7)\n\n* First\n\nCo-authored-by: Copilot <198982749+Copilot@users.noreply.github.com>\n\n* Second\n\nWords.\n\n---------\n\nCo-authored-by: Ann <ann@example.com>\n"));

        marks.ShouldHaveSingleItem().Tool.ShouldBe("Copilot coding agent");
    }

    [Fact]
    public void SameLine_TwiceInASquash_IsOneMark()
    {
        const string Line = "Co-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>";

        s_reader.Read(Commits.Saying($"Merge\n\n{Line}\n{Line}\n")).ShouldHaveSingleItem().Place.ShouldBe(MarkPlace.CoAuthor);
    }

    [Fact]
    public void EditorsLine_InTheDaysOfItsBug_IsRejectedWithTheReason()
    {
        const string Message = "Fix\n\nCo-authored-by: Copilot <copilot@github.com>\n";

        s_reader.Read(Commits.Saying(Message, "2026-05-06")).ShouldHaveSingleItem().Rejected!.ShouldContain("#313064");
        s_reader.Read(Commits.Saying(Message, "2026-05-07")).ShouldHaveSingleItem().Rejected.ShouldBeNull();
        s_reader.Read(Commits.Saying(Message, "2026-04-21")).ShouldHaveSingleItem().Rejected.ShouldBeNull();
    }

    [Fact]
    public void Mark_LongBeforeItWasFirstSeen_IsRejectedWithTheReason()
    {
        var mark = s_reader.Read(Commits.By("Copilot <198982749+Copilot@users.noreply.github.com>", at: "2019-01-01")).First();

        mark.Rejected.ShouldBe("the commit is dated 2019-01-01, and the mark was first seen on 2025-05-20");
    }

    [Fact]
    public void AddressOfTheAgent_AsAuthorAndCommitter_IsAnAgentInBothPlaces() =>
        s_reader.Read(Commits.By("Copilot <copilot@github.com>")).Select(m => (m.Signature.Kind, m.Place)).ShouldBe(
            [(SignatureKind.Agent, MarkPlace.Author), (SignatureKind.Agent, MarkPlace.Committer)]);

    [Fact]
    public void Aider_AsCommitterAlone_CommittedAPersonsEdits() =>
        s_reader.Read(Commits.By("Ann <ann@example.com>", committer: "Ann (aider) <ann@example.com>")).ShouldHaveSingleItem().Signature.Kind.ShouldBe(SignatureKind.PersonsEdits);

    [Fact]
    public void Aider_AsAuthorAndCommitter_WroteIt() =>
        s_reader.Read(Commits.By("Ann (aider) <ann@example.com>")).ShouldHaveSingleItem().Signature.Kind.ShouldBe(SignatureKind.Agent);

    [Fact]
    public void RenamedLogin_IsKnownByItsNumber() =>
        s_reader.Read(Commits.By("copilot-renamed <198982749+another-login@users.noreply.github.com>")).ShouldNotBeEmpty();

    [Fact]
    public void OtherNumber_WithTheSameLogin_IsNobodyKnown() =>
        s_reader.Read(Commits.By("Copilot <1+Copilot@users.noreply.github.com>")).ShouldBeEmpty();

    [Fact]
    public void OwnSignature_ComesBeforeTheTable()
    {
        var own = new Signature("build", "Build bot", SignatureKind.Automation, MarkPlace.Author, "* <noreply@anthropic.com>");

        new MarkReader(own).Read(Commits.By("Claude <noreply@anthropic.com>")).First().Signature.ShouldBe(own);
    }

    [Fact]
    public void HostileMessages_AreReadInTime()
    {
        var deep = "Fix\n\n" + string.Concat(Enumerable.Repeat("Generated with [Claude Code](https://claude.ai/", 40_000)) + "\n" + string.Concat(Enumerable.Repeat("* * * ", 100_000));
        var long_ = "Fix\n\n" + string.Concat(Enumerable.Repeat("Co-authored-by: <<<<>>>> \n", 200_000));

        s_reader.Read(Commits.Saying(deep)).ShouldBeEmpty();
        s_reader.Read(Commits.Saying(long_)).ShouldBeEmpty();
    }
}
