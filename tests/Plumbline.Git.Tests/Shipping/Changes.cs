using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;
using Plumbline.Origin;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Shipping;

/// <summary>What a change is, who wrote its lines, and what became of them.</summary>
public sealed class Changes : IDisposable
{
    private readonly Story _story = new();

    public Changes()
    {
        _story.Commit("Begin", 0, ("src/A.cs", ["class A;"]));
        _story.Deploy("0", _story.Repository.Head, 0.1);
    }

    public void Dispose() => _story.Dispose();

    [Fact]
    public async Task Merge_IsOneChangeWithTheLinesOfItsCommits()
    {
        _story.Repository.Run("checkout", "-q", "-b", "work");
        _story.CommitByAi("One", 1, ("src/B.cs", ["int one = 1 + x;", "int two = 2 + x;", "int three = 3 + x;"]));
        _story.Commit("Two", 1.1, ("src/C.cs", ["int four = 4 + x;"]));
        _story.Repository.Run("checkout", "-q", "main");
        _story.Commit("Beside", 1.2, ("src/A.cs", ["class A;", "int five = 5 + x;"]));
        _story.SetDay(1.3);
        _story.Repository.Run("merge", "-q", "--no-ff", "-m", "Merge pull request #17 from octo/work", "work");
        _story.Add(new Change { Key = "octo/shop#17", Repository = "octo/shop", Number = 17, MergeCommit = _story.Repository.Head, Title = "Work", Author = "ann", Merged = Story.Day(1.3), Opened = Story.Day(0.9) });
        _story.Deploy("1", _story.Repository.Head, 2);

        var (judgement, facts) = await _story.JudgeAsync();

        facts.Changes.Count.ShouldBe(2);
        var merged = facts.Changes.Single(one => one.Id == judgement.Changes.Named("#17")!.Id);
        (merged.Lines, merged.AiLines, merged.Origin, merged.Begun).ShouldBe((4, 3, OriginClass.Mixed, Story.Day(0.9)));
        judgement.Changes.Named("octo/shop#17")!.Commits.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Merge_ThatOnlyMakesAFileExecutable_BringsNoLines()
    {
        _story.Repository.Run("checkout", "-q", "-b", "work");
        _story.Repository.Run("update-index", "--chmod=+x", "src/A.cs");
        _story.Repository.Run("commit", "-q", "-m", "Make it executable");
        _story.Repository.Run("reset", "-q", "--hard");
        _story.Repository.Run("checkout", "-q", "main");
        _story.Repository.Run("merge", "-q", "--no-ff", "-m", "Merge work", "work");
        _story.Deploy("1", _story.Repository.Head, 2);
        _story.Commit("Write", 3, ("src/A.cs", ["class A;", "int one = 1 + x;"]));

        var (_, facts) = await _story.JudgeAsync();

        facts.Changes.ShouldHaveSingleItem().Lines.ShouldBe(0);
    }

    [Fact]
    public async Task Squash_IsUnfoldedIntoTheCommitsOfItsRequest()
    {
        _story.Repository.Run("checkout", "-q", "-b", "work");
        _story.CommitByAi("One", 1, ("src/B.cs", [.. Enumerable.Range(0, 9).Select(i => $"int value{i} = {i} + x;")]));
        _story.Commit("Two", 1.1, ("src/C.cs", ["int four = 4 + x;"]));
        var head = _story.Repository.Head;
        _story.Repository.Run("checkout", "-q", "main");
        _story.Repository.Run("merge", "-q", "--squash", "work");
        _story.SetDay(1.3);
        var squash = _story.Repository.Commit("Work (#17)");
        _story.Repository.Run("update-ref", "refs/pull/17/head", head);
        _story.Repository.Run("branch", "-q", "-D", "work");
        _story.Deploy("1", squash, 2);

        var (judgement, facts) = await _story.JudgeAsync();

        var change = facts.Changes.ShouldHaveSingleItem();
        (change.Lines, change.AiLines, change.Origin, change.Tool).ShouldBe((10, 9, OriginClass.Ai, "Claude Code"));
        judgement.Changes.Named("#17")!.Facts.Id.ShouldBe(squash);
        judgement.Changes.Named(head)!.Id.ShouldBe(change.Id);
    }

    [Fact]
    public async Task Record_WhoseMergeWasRewritten_IsFoundByItsNumber()
    {
        var squash = _story.Commit("Work (#18)", 1, ("src/B.cs", ["int one = 1 + x;"]));
        _story.Add(new Change { Key = "octo/shop#18", Repository = "octo/shop", Number = 18, MergeCommit = new string('7', 40), Title = "Work", Merged = Story.Day(1) });
        _story.Add(new Change { Key = "octo/shop#19", Repository = "octo/shop", Number = 19, Title = "Open" });
        _story.Deploy("1", squash, 2);

        // The repository at hand is called by its folder here; the request is known by its number alone where its name is the same.
        _story.Repository.Run("remote", "add", "origin", "https://github.com/octo/shop.git");
        var (judgement, _) = await _story.JudgeAsync();

        judgement.Changes.Named("octo/shop#18")!.Facts.Id.ShouldBe(squash);
        judgement.Lost.ShouldHaveSingleItem().Reason.ShouldBe("it is not merged");
    }

    [Fact]
    public async Task Lines_ThatGoSoonAreRework_AndWhenAllAreGoneTheChangeIs()
    {
        var first = _story.Commit("Write", 1, ("src/B.cs", ["int one = 1 + x;", "int two = 2 + x;", "{", "}", "int three = 3 + x;"]));
        _story.Deploy("1", first, 1.1);
        _story.Commit("Format", 2, ("src/B.cs", ["  int one = 1 + x;", "  int two = 2 + x;", "{", "}", "int three = 3 + x;"]));
        _story.Commit("Change one", 3, ("src/B.cs", ["  int eleven = answer(42);", "  int two = 2 + x;", "{", "}", "int three = 3 + x;"]));
        _story.Repository.Run("mv", "src/B.cs", "src/D.cs");
        _story.Commit("Move", 4);
        _story.Commit("Delete", 30, ("src/E.cs", ["int other = 9 + y;"]));
        File.Delete(Path.Combine(_story.Repository.Path, "src/D.cs"));
        _story.Commit("Delete all", 31);
        _story.Deploy("2", _story.Repository.Head, 32);
        _story.Commit("Later", 60, ("src/F.cs", ["int later = 9 + z;"]));

        var (judgement, facts) = await _story.JudgeAsync();

        var change = facts.Changes.Single(one => one.Id == judgement.Changes.Named(first)!.Id);
        (change.Lines, change.Reworked, change.Gone).ShouldBe((3, 1, Story.Day(32)));
        facts.Changes.Single(one => one.Id == judgement.Changes.Named(_story.Repository.Run("rev-parse", "HEAD~2"))!.Id).Gone.ShouldBeNull();
    }

    [Fact]
    public async Task Lines_OfGeneratedFilesAndBoilerplate_DoNotCount()
    {
        var commit = _story.Commit("Write", 1, ("src/B.cs", ["using System;", "{", "", "}", "int one = 1 + x;"]), ("package-lock.json", ["{ \"a\": 1 }"]), ("src/X.g.cs", ["int generated = 1;"]));
        _story.Deploy("1", commit, 1.1);

        var (_, facts) = await _story.JudgeAsync();

        facts.Changes.ShouldHaveSingleItem().Lines.ShouldBe(1);
    }

    [Fact]
    public async Task Revert_EndsARisk_AndItsOwnRevertTakesThatBack()
    {
        var bad = _story.Commit("Bad", 1, ("src/B.cs", ["int one = 1 + x;"]));
        _story.Deploy("1", bad, 1.1);
        _story.SetDay(2);
        _story.Repository.Run("revert", "--no-edit", bad);
        var revert = _story.Repository.Head;
        _story.Deploy("2", revert, 2.1);
        var once = await _story.JudgeAsync();
        _story.SetDay(3);
        _story.Repository.Run("revert", "--no-edit", revert);
        _story.Deploy("3", _story.Repository.Head, 3.1);

        var twice = await _story.JudgeAsync();

        var first = once.Facts.Changes.Single(one => one.Id == once.Judgement.Changes.Named(bad)!.Id);
        (first.IsReverted, first.Gone).ShouldBe((true, Story.Day(2.1)));
        var after = twice.Facts.Changes.Single(one => one.Id == twice.Judgement.Changes.Named(bad)!.Id);
        (after.IsReverted, after.Gone).ShouldBe((false, null));
    }

    [Fact]
    public async Task Hours_OfCommits_AreAtMostAFullTimeEquivalent()
    {
        for (var i = 0; i < 40; i++)
        {
            _story.Commit($"Step {i}", 1 + (i / 24.0), ($"src/S{i}.cs", [$"int value = {i} + x;"]));
        }

        _story.Add(new Effort("jira:1", "Ann@Example.org", Story.Day(2), 150, "Code review", ""));
        _story.Policy = new LedgerPolicy { Seniors = ["ann@example.org"], Teams = new Dictionary<string, string> { ["ann@example.org"] = "core" } };
        _story.Deploy("1", _story.Repository.Head, 5);

        var (_, facts) = await _story.JudgeAsync();

        facts.Hours.ShouldAllBe(one => one.Senior && one.Team == "core" && one.Person == facts.Hours[0].Person);
        facts.Hours.Sum(one => one.Hours).ShouldBe(160, 0.01);
        facts.Hours.Single(one => !one.IsModelled).ShouldSatisfyAllConditions(one => one.Kind.ShouldBe(WorkKind.Review), one => one.Hours.ShouldBe(150));
        facts.Changes.Average(one => one.BuildHours).ShouldBe(1, 0.1);
    }

    [Fact]
    public async Task Hours_OfReviewsAndOnCall_AreModelledForOnePersonOfSeveralAccounts()
    {
        _story.Commit("Begin", 1, ("src/A.cs", ["int value = 1;"]));
        _story.Deploy("1", _story.Repository.Head, 1.5);
        var incident = _story.Fail("INC-1", 2, 2.1);
        Effort Did(string key, string who, double hour, string category, string subject) => new(key, who, Story.Day(2).AddHours(hour), Effort.Untold, category, subject);
        _story.Add(Did("a", "PUSER1", 0.5, Effort.OnCall, incident.Key));
        _story.Add(Did("b", "PUSER1", 1.5, Effort.OnCall, incident.Key));
        _story.Add(Did("c", "ann-octo", 2, Effort.Review, "octo/shop#1"));
        _story.Add(Did("d", "ann-octo", 9, Effort.Review, "octo/shop#2"));
        _story.Policy = new LedgerPolicy
        {
            Accounts = new Dictionary<string, string> { ["PUSER1"] = "ann@example.org", ["ann-octo"] = "ann@example.org" },
            Teams = new Dictionary<string, string> { ["@example.org"] = "core" },
            Seniors = ["ann@example.org"],
        };

        var (judgement, facts) = await _story.JudgeAsync();

        // A quarter of an hour for the first; an hour after it; half an hour after that; half an hour for one that stands alone. And an hour for each of two commits.
        facts.Hours.ShouldAllBe(one => one.IsModelled && one.Senior && one.Team == "core" && one.Person == facts.Hours[0].Person);
        facts.Hours.Single(one => one.Kind == WorkKind.Incident).ShouldSatisfyAllConditions(one => one.Hours.ShouldBe(1.25, 1e-9), one => one.Incident.ShouldBe(judgement.Cases.Single().Id));
        facts.Hours.Single(one => one.Kind == WorkKind.Review).Hours.ShouldBe(1, 1e-9);
        facts.Hours.Single(one => one.Kind == WorkKind.Feature).Hours.ShouldBe(2, 1e-9);
    }

    [Fact]
    public async Task Hours_OfATool_AreNobodysButBuildTheChange()
    {
        _story.Repository.Author = "dependabot[bot] Updates";
        _story.Commit("Update", 1, ("src/A.cs", ["int value = 1;"]));
        _story.Repository.Author = "renovate[bot]";
        _story.Commit("Update again", 1.5, ("src/A.cs", ["int value = 2;"]));
        _story.Deploy("1", _story.Repository.Head, 2);

        var (_, facts) = await _story.JudgeAsync();

        // The one hour is that of the commit the repository begins with.
        facts.Hours.ShouldHaveSingleItem().Hours.ShouldBe(1);
        facts.Changes.ShouldAllBe(change => change.BuildHours == 1);
    }

    [Fact]
    public async Task Squash_OfARequestThatEventsToldOf_HasTheLinesOfItsCommitsByWhoWroteThem()
    {
        _story.Repository.Run("checkout", "-q", "-b", "work");
        _story.CommitByAi("One", 1, ("src/B.cs", ["int one = 1 + x;", "int two = 2 + x;", "int three = 3 + x;"]));
        string head = _story.Commit("Two", 1.1, ("src/C.cs", ["int four = 4 + x;", "int five = 5 + x;"]));
        _story.Repository.Run("checkout", "-q", "main");
        _story.Repository.Run("merge", "-q", "--squash", "work");
        string squash = _story.Commit("Add lines (#17)", 1.2);
        _story.Repository.Run("update-ref", "refs/pull/17/head", head);
        _story.Add(new Change { Key = "octo/shop#17", Repository = "octo/shop", Number = 17, HeadCommit = head, MergeCommit = squash, Title = "Add lines", Author = "ann", Merged = Story.Day(1.2), Opened = Story.Day(0.9) });
        _story.Deploy("1", squash, 2);

        var (judgement, facts) = await _story.JudgeAsync();

        var only = facts.Changes.ShouldHaveSingleItem();
        (only.Lines, only.AiLines, only.Origin).ShouldBe((5, 3, OriginClass.Mixed));
        judgement.Changes.Named("#17")!.Commits.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("Merge pull request #17 from octo/work\n\nFix the totals\n\nand more", "Fix the totals")]
    [InlineData("Merge branch 'work' into 'main'\n\nFix the totals\n\nSee merge request octo/shop!17", "Fix the totals")]
    [InlineData("Merge branch 'work'", "Merge branch 'work'")]
    [InlineData("Merge work\n\nof today", "Merge work")]
    public async Task Title_OfAMerge_IsThatOfItsRequest(string message, string title)
    {
        _story.Repository.Run("checkout", "-q", "-b", "work");
        _story.Commit("One", 1, ("src/B.cs", ["int one = 1 + x;"]));
        _story.Repository.Run("checkout", "-q", "main");
        _story.SetDay(1.3);
        _story.Repository.Run("merge", "-q", "--no-ff", "-m", message, "work");

        var (judgement, _) = await _story.JudgeAsync();

        judgement.Changes.Named(_story.Repository.Head)!.Title.ShouldBe(title);
    }
}
