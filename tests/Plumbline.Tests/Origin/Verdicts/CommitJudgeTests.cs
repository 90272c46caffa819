using Plumbline.Origin;
using Plumbline.Origin.Signatures;
using Plumbline.Origin.Verdicts;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Origin.Verdicts;

public sealed class CommitJudgeTests
{
    private const string Agent = "copilot-swe-agent[bot] <198982749+Copilot@users.noreply.github.com>";
    private const string CoAuthor = "Co-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>";
    private const string Suggestion = "Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>";

    [Fact]
    public void Silence_IsUnknownAndNeverHuman()
    {
        var verdict = Judge(Commits.Saying("Fix\n"));

        (verdict.Class, verdict.Tier, verdict.Verdict.Confidence).ShouldBe((OriginClass.Unknown, Tier.U, 0));
    }

    [Fact]
    public void AgentAsAuthor_CountsMostInsideThePullRequest()
    {
        Judge(Commits.By(Agent), inside: true).ShouldSatisfyAllConditions(v => v.Tier.ShouldBe(Tier.B), v => v.Verdict.Confidence.ShouldBe(Calibration.AgentInsideRequest));
        Judge(Commits.By(Agent)).ShouldSatisfyAllConditions(v => v.Tier.ShouldBe(Tier.C), v => v.Verdict.Confidence.ShouldBe(Calibration.AgentOfCommit));
        Judge(Commits.By(Agent, "Fix (#12)\n")).Verdict.Confidence.ShouldBe(Calibration.AgentOfSquash);
    }

    [Fact]
    public void Trailer_OnASquashThatWasNotUnfolded_IsWorthLess()
    {
        Judge(Commits.Saying($"Fix\n\n{CoAuthor}\n")).Verdict.Confidence.ShouldBe(Calibration.Trailer);
        Judge(Commits.Saying($"Fix (#12)\n\n{CoAuthor}\n")).ShouldSatisfyAllConditions(v => v.Tier.ShouldBe(Tier.E), v => v.Verdict.Confidence.ShouldBe(Calibration.TrailerOfSquash));
        Judge(Commits.Saying($"Fix (#12)\n\n{CoAuthor}\n"), inside: true).Tier.ShouldBe(Tier.D);
        Judge(Commits.Saying($"Fix\n\n{CoAuthor}\nCopilot-Session: 1\n")).Verdict.Confidence.ShouldBe(Calibration.TrailerAndSession);
    }

    [Fact]
    public void Suggestion_IsNeverAi_AndNothingWhereTheCommitIsLarge()
    {
        Judge(Commits.Saying($"Fix\n\n{Suggestion}\n"), lines: 5).ShouldSatisfyAllConditions(v => v.Class.ShouldBe(OriginClass.Mixed), v => v.Verdict.Confidence.ShouldBe(Calibration.Suggestion));
        Judge(Commits.Saying($"Fix\n\n{Suggestion}\n"), lines: 500).ShouldSatisfyAllConditions(v => v.Class.ShouldBe(OriginClass.Unknown), v => v.Verdict.Evidence.ShouldHaveSingleItem().Weight.ShouldBe(0));
    }

    [Fact]
    public void DeclaredHelp_IsMixed_WithToolAndModel()
    {
        var verdict = Judge(Commits.Saying("Fix\n\nAssisted-by: Claude:claude-opus-4.7\n")).Verdict;

        (verdict.Class, verdict.Tool, verdict.Model).ShouldBe((OriginClass.Mixed, "Claude Code", "claude-opus-4.7"));
    }

    [Fact]
    public void Entire_NamesTheToolAndItsShare()
    {
        var verdict = Judge(Commits.Saying("Fix\n\nEntire-Checkpoint: f2ad525b80cd\nEntire-Agent: Claude Code\nEntire-Attribution: 40% agent (80/200 lines)\n")).Verdict;
        var nothing = Judge(Commits.Saying("Fix\n\nEntire-Checkpoint: f2ad525b80cd\nEntire-Attribution: 0% agent (0/200 lines)\n"));

        (verdict.Class, verdict.Tool, verdict.Confidence).ShouldBe((OriginClass.Ai, "Claude Code", 0.4));
        nothing.Class.ShouldBe(OriginClass.Unknown);
    }

    [Fact]
    public void MisnamedAgent_IsCapped() =>
        Judge(Commits.By("Sam Morrow <223556219+Copilot@users.noreply.github.com>")).Verdict.Confidence.ShouldBe(Calibration.Doubted);

    [Fact]
    public void Bot_IsAutomation_NeitherAiNorHuman()
    {
        var verdict = Judge(Commits.By("dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>")).Verdict;

        (verdict.Class, verdict.Buckets).ShouldBe((OriginClass.Unknown, OriginBuckets.Automation));
    }

    [Fact]
    public void Aider_AsCommitterAlone_ProvesNothing() =>
        Judge(Commits.By("Ann <ann@example.com>", committer: "Ann (aider) <ann@example.com>")).ShouldSatisfyAllConditions(v => v.Class.ShouldBe(OriginClass.Unknown), v => v.Tier.ShouldBe(Tier.H));

    [Theory]
    [InlineData("2021-05-31", true, "Human")]
    [InlineData("2021-06-01", true, "Unknown")]
    [InlineData("2015-01-01", true, "Human")]
    [InlineData("2015-01-01", false, "Unknown")]
    public void Age_MakesHuman_WhereTheDatesCanBeTrue(string day, bool dated, string origin) =>
        new CommitJudge(new OriginPolicy()).Judge(Commits.Saying("Fix\n", day), false, 1, dated).Class.ToString().ShouldBe(origin);

    [Fact]
    public void OneOldDate_IsNotEnough() =>
        Judge(Commits.Saying("Fix\n", "2015-01-01") with { CommitTime = Commits.Time("2024-01-01") }).Class.ShouldBe(OriginClass.Unknown);

    [Fact]
    public void ZeroAsDate_IsNoAge() => Judge(Commits.Saying("Fix\n") with { AuthorTime = 0, CommitTime = 0 }).Class.ShouldBe(OriginClass.Unknown);

    [Fact]
    public void Policy_MakesUnmarkedHuman_FromItsDay_AndNeverMarked()
    {
        var judge = new CommitJudge(new OriginPolicy { UnmarkedIsHumanSince = new(2026, 1, 1) });

        judge.Judge(Commits.Saying("Fix\n", "2026-01-01"), false, 1, true).Class.ShouldBe(OriginClass.Human);
        judge.Judge(Commits.Saying("Fix\n", "2025-12-31"), false, 1, true).Class.ShouldBe(OriginClass.Unknown);
        judge.Judge(Commits.Saying($"Fix\n\n{Suggestion}\n"), false, 900, true).Class.ShouldBe(OriginClass.Unknown);
    }

    [Fact]
    public void Policy_NamesAPerson_AndAnAgent()
    {
        var judge = new CommitJudge(new OriginPolicy
        {
            Humans = ["*@example.com"],
            Signatures = [new Signature("x", "House agent", SignatureKind.Agent, MarkPlace.Author, "* <agent@example.com>") { Source = SignatureSource.Settings }],
        });

        judge.Judge(Commits.By("Ann <ann@example.com>"), false, 1, true).Class.ShouldBe(OriginClass.Human);
        judge.Judge(Commits.By("Robot <agent@example.com>"), false, 1, true).Verdict.Tool.ShouldBe("House agent");
    }

    private static CommitVerdict Judge(CommitFacts commit, bool inside = false, int lines = 10) => new CommitJudge(new OriginPolicy()).Judge(commit, inside, lines, dated: true);
}
