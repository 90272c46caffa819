using System.Text;
using Plumbline.Origin;
using Plumbline.Origin.Claims;
using Plumbline.Origin.Verdicts;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Origin.Verdicts;

public sealed class LineJudgeTests
{
    private static readonly CommitFacts s_plain = Commits.Saying("Plain\n");
    private static readonly CommitFacts s_agent = Commits.By("Claude <noreply@anthropic.com>");
    private static readonly CommitFacts s_old = Commits.Saying("Old\n", "2015-01-01");

    [Fact]
    public void Claim_IsBelieved_OnlyForLinesThatItsCommitBroughtIn()
    {
        // The note on commit 1 claims lines 1 to 6; lines 1 and 2 came by commit 0.
        var map = Maps.Of([s_plain, s_plain], [0, 0, 1, 1, 1, 1]);
        var judge = Judge(map, Note(1, "s_1 1-5", "h_1 6"));

        judge.Judge(map.Files[0]).Select(r => (r.Start, r.Count, r.Verdict.Class)).ShouldBe(
            [(1, 2, OriginClass.Unknown), (3, 3, OriginClass.Ai), (6, 1, OriginClass.Human)]);
        judge.Accepted.ShouldHaveSingleItem().Value.ShouldBe(4);
    }

    [Fact]
    public void Claims_ThatOverlap_TheLastOneCounts()
    {
        var map = Maps.Of([s_plain], [0, 0, 0, 0]);
        var judge = Judge(map, Note(0, "s_1 1-4", "h_1 2-3"));

        judge.Judge(map.Files[0]).Select(r => (r.Start, r.Verdict.Class)).ShouldBe([(1, OriginClass.Ai), (2, OriginClass.Human), (4, OriginClass.Ai)]);
        judge.Explain(map.Files[0], 2).Run.Verdict.Evidence.ShouldContain(e => e.Rejected == ClaimRefusal.Overlapped);
    }

    [Fact]
    public void Claim_OfAPerson_CountsMoreThanTheTrailerOfItsCommit()
    {
        var map = Maps.Of([s_agent], [0]);
        var story = Judge(map, Note(0, "h_1 1")).Explain(map.Files[0], 1);

        (story.Run.Verdict.Class, story.Run.Tier).ShouldBe((OriginClass.Human, Tier.A));
        story.Steps.ShouldContain(step => step.StartsWith("in conflict", StringComparison.Ordinal));
        story.Run.Verdict.Evidence.ShouldContain(e => e.Kind == "agent as author");
    }

    [Fact]
    public void Trace_OfTheParent_IsBelievedForItsChild_AndLessThanOneOfTheCommit()
    {
        var map = Maps.Of([s_plain, s_plain, s_plain], [0, 1, 2]);
        static string Record(int revision, int line) => $$"""{"version":"0.1.0","vcs":{"type":"git","revision":"{{Maps.Id(revision)}}"},"tool":{"name":"cursor"},"files":[{"path":"src/a.cs","conversations":[{"contributor":{"type":"ai"},"ranges":[{"start_line":{{line}},"end_line":{{line}}}]}]}]}""";
        var traces = AgentTrace.Parse("f", null, Encoding.UTF8.GetBytes(Record(1, 2) + "\n" + Record(9, 3)));

        var judge = new LineJudge(map, new CommitJudge(new OriginPolicy()), new ClaimBook([], [traces]));
        var runs = judge.Judge(map.Files[0]);

        runs.Select(r => (r.Verdict.Class, r.Tier)).ShouldBe([(OriginClass.Unknown, Tier.U), (OriginClass.Ai, Tier.F), (OriginClass.Unknown, Tier.U)]);
        judge.Traces.Lost.ShouldHaveSingleItem().Reason.ShouldBe(ClaimRefusal.NoSuchCommit);
    }

    [Fact]
    public void Trace_OfARevisionThatIsGone_IsBelievedLittle_ForTheNextCommitOfItsFile()
    {
        var map = Maps.Of([Commits.Saying("Old\n", "2026-07-01"), Commits.Saying("New\n", "2026-07-10")], [0, 1]);
        const string Record = """{"version":"0.1.0","timestamp":"2026-07-05T10:00:00Z","vcs":{"type":"git","revision":"gone"},"files":[{"path":"src/a.cs","conversations":[{"contributor":{"type":"ai"},"ranges":[{"start_line":1,"end_line":2}]}]}]}""";
        var traces = AgentTrace.Parse("f", null, Encoding.UTF8.GetBytes(Record));

        var runs = new LineJudge(map, new CommitJudge(new OriginPolicy()), new ClaimBook([], [traces])).Judge(map.Files[0]);

        runs.Select(r => (r.Verdict.Class, r.Verdict.Confidence)).ShouldBe([(OriginClass.Unknown, 0), (OriginClass.Ai, 0.6)]);
    }

    [Theory]
    [InlineData(0.8f, "Mixed")]
    [InlineData(0.3f, "Unknown")]
    public void AiLine_ThatAnUnmarkedCommitEdited_IsMixedWhileItIsSimilar(float similarity, string origin)
    {
        var map = Maps.Of([s_agent, s_plain], [1], Overwritten(0, 1, similarity));

        Judge(map).Judge(map.Files[0]).ShouldHaveSingleItem().Verdict.ShouldSatisfyAllConditions(
            v => v.Class.ToString().ShouldBe(origin),
            v => v.Tool.ShouldBe(origin == "Mixed" ? "Claude Code" : null));
    }

    [Fact]
    public void HumanLine_ThatAnAgentEdited_IsMixed_AndAnAgentsOwnIsNot()
    {
        var human = Maps.Of([s_old, s_agent], [1], Overwritten(0, 1, 0.9f));
        var own = Maps.Of([s_agent, s_agent], [1], Overwritten(0, 1, 0.9f));

        Judge(human).Judge(human.Files[0])[0].Verdict.Class.ShouldBe(OriginClass.Mixed);
        Judge(own).Judge(own.Files[0])[0].Verdict.Class.ShouldBe(OriginClass.Ai);
    }

    [Fact]
    public void Steps_OfAnAgentsLineThatAPersonEdited_DoNotCallThePersonAnAgent()
    {
        var edited = Maps.Of([s_agent, s_plain], [1], Overwritten(0, 1, 0.9f));
        var editing = Maps.Of([s_plain, s_agent], [1], Overwritten(0, 1, 0.9f));

        Judge(edited).Explain(edited.Files[0], 1).Steps[0].ShouldBe("tier C, of a line that it replaced: an agent, or a bot, is the author of the commit");
        Judge(editing).Explain(editing.Files[0], 1).Steps[0].ShouldBe("tier C: an agent, or a bot, is the author of the commit");
    }

    [Fact]
    public void Steps_OfALineThatAgentsEditedAgain_NameTheLineThatIsAnothers()
    {
        var remark = new LineRemark(1, 1, [], [new Overwrite(new LineOrigin(1, 0, 1), 2, 0.9f), new Overwrite(new LineOrigin(0, 0, 1), 1, 0.8f)]);
        var map = Maps.Of([s_plain, s_agent, s_agent], [2], remark);

        var story = Judge(map).Explain(map.Files[0], 1);

        story.Run.Verdict.Class.ShouldBe(OriginClass.Mixed);
        story.Steps.ShouldContain("it goes back to a line (unknown) of 80 % the same tokens, so two had a hand in it");
        story.Steps.ShouldContain("0.75 × 0.80, as sure as the less certain of the two is");
    }

    [Fact]
    public void LineInsideAPullRequest_TakesTheTierOfIts()
    {
        var map = Maps.Of([s_agent, s_agent], [0, 1], new LineRemark(1, 1, [new LineNote(LineNoteKind.ViaSquash, 1, 12)], []));

        Judge(map).Judge(map.Files[0]).Select(r => r.Tier).ShouldBe([Tier.B, Tier.C]);
    }

    [Fact]
    public void Line_ThatARequestMoved_IsNotInsideOfIt_AndLandedWithItsOwnCommit()
    {
        LineNote[] moved = [new(LineNoteKind.ViaSquash, 2, 12), new(LineNoteKind.Moved, 0)];
        var map = Maps.Of([s_agent, s_plain, s_plain], [1, 0], new LineRemark(1, 1, moved, []), new LineRemark(2, 1, [moved[0]], []));

        var runs = Judge(map).Judge(map.Files[0]);

        runs.Select(r => (r.Tier, r.Verdict.Class, r.LandedBy, r.IsToolsMove)).ShouldBe([(Tier.U, OriginClass.Unknown, 1, true), (Tier.B, OriginClass.Ai, 2, false)]);
        runs[0].MovedBy.ShouldBe(0);
    }

    [Fact]
    public void Line_ThatCameByTwoRequests_LandedWithThatOfItsOrigin()
    {
        LineNote[] way = [new(LineNoteKind.ViaSquash, 3, 13), new(LineNoteKind.Moved, 2), new(LineNoteKind.ViaSquash, 1, 12)];
        var map = Maps.Of([s_agent, s_plain, s_plain, s_plain], [0], new LineRemark(1, 1, way, []));

        Judge(map).Judge(map.Files[0]).ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Tier.ShouldBe(Tier.B), r => r.LandedBy.ShouldBe(1));
    }

    [Fact]
    public void Line_ThatReplacedOneOfAPullRequest_IsNotInsideItAsWell()
    {
        var edit = Commits.Saying("Edit (#13)\n\nCo-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>\n");
        var remark = new LineRemark(
            1, 1, [new LineNote(LineNoteKind.ViaSquash, 1, 12, Replaced: 1), new LineNote(LineNoteKind.Copied, 1, 0, Replaced: 1)], [new Overwrite(new LineOrigin(0, 0, 1), 2, 0.3f)]);
        var map = Maps.Of([s_agent, s_plain, edit], [2], remark);

        var story = Judge(map).Explain(map.Files[0], 1);

        story.Run.ShouldSatisfyAllConditions(r => r.Tier.ShouldBe(Tier.E), r => r.Verdict.Confidence.ShouldBe(0.65), r => r.LandedBy.ShouldBe(2));
        story.Replaced.ShouldHaveSingleItem().Tier.ShouldBe(Tier.B);
        story.Steps.ShouldNotContain(step => step.Contains("copied", StringComparison.Ordinal));
    }

    [Fact]
    public void Note_OnASquashMerge_IsBelievedForTheLinesItLanded()
    {
        var inside = Maps.Of([s_plain, s_plain, s_plain], [0, 0, 0], new LineRemark(1, 3, [new LineNote(LineNoteKind.ViaSquash, 2, 12)], []));
        var landed = Maps.Of([s_plain, s_plain, s_plain], [2, 2, 2]);
        var judge = new LineJudge(inside, new CommitJudge(new OriginPolicy()), new ClaimBook([Note(2, "s_1 1-2")], [])) { Landed = landed };

        judge.Judge(inside.Files[0]).Select(r => r.Verdict.Class).ShouldBe([OriginClass.Ai, OriginClass.Ai, OriginClass.Unknown]);
        judge.Explain(inside.Files[0], 1).Run.Tier.ShouldBe(Tier.A);
    }

    [Fact]
    public void LinesBeforeACutHistory_AreUnknown_WhateverTheBoundarySays()
    {
        var map = Maps.Of([s_agent], [0]);
        var cut = new OriginMap { Revision = 0, Commits = map.Commits, Youngest = map.Youngest, Paths = map.Paths, Files = map.Files, Boundaries = new HashSet<int> { 0 }, Inside = map.Inside, Squashes = map.Squashes, Gaps = [] };

        Judge(cut).Explain(cut.Files[0], 1).Run.Verdict.ShouldSatisfyAllConditions(v => v.Class.ShouldBe(OriginClass.Unknown), v => v.Evidence.ShouldContain(e => e.Kind == "boundary"));
    }

    [Fact]
    public void OldCommit_AfterAYoungOne_HasAFalseDate()
    {
        var map = Maps.Of([s_old, s_plain, s_old], [0, 2]);

        Judge(map).Judge(map.Files[0]).Select(r => r.Verdict.Class).ShouldBe([OriginClass.Human, OriginClass.Unknown]);
    }

    private static LineRemark Overwritten(int old, int by, float similarity) => new(1, 1, [], [new Overwrite(new LineOrigin(old, 0, 1), by, similarity)]);

    private static LineJudge Judge(OriginMap map, params ClaimSet[] sets) => new(map, new CommitJudge(new OriginPolicy()), new ClaimBook(sets, []));

    private static ClaimSet Note(int commit, params string[] entries)
    {
        var text = Maps.Path + "\n" + string.Concat(entries.Select(e => $"  {e}\n")) + "---\n" + """{"humans":{"h_1":{"author":"Ann"}},"sessions":{"s_1":{"agent_id":{"tool":"claude","id":"x","model":"claude-opus-4-6"}}}}""";
        return Notes.Read([new RawNote(GitAiNote.Reference, Maps.Id(commit), Encoding.UTF8.GetBytes(text))])[0].Claims;
    }
}
