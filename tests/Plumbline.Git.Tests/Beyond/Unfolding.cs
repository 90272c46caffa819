using Plumbline.Git.Tests.Support;
using Plumbline.Origin;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Beyond;

/// <summary>Squash merges whose pull requests are here with their own commits.</summary>
public sealed class Unfolding
{
    private static readonly string[] s_base = [.. Enumerable.Range(1, 10).Select(i => $"base {i}")];

    [Fact]
    public async Task Squash_OfTheSameContent_GivesEachLineItsCommit()
    {
        using TestRepository repository = Squashed("Feature (#12)", "refs/pull/12/head", moved: false);

        OriginMap map = await repository.OriginsAsync();

        Enumerable.Range(1, 3).Select(line => map.Subject("file", line)).ShouldBe(["By the robot", "By Ann", "base"]);
        map.File("file")!.RemarkAt(1).Notes.ShouldHaveSingleItem().ShouldBe(new LineNote(LineNoteKind.ViaSquash, Numbered(map, "Feature (#12)"), 12));
        map.Squashes.ShouldBe(new SquashTally(1, 1, 1));
    }

    [Fact]
    public async Task Squash_AfterMainMovedOn_CarriesTheEqualLines()
    {
        using TestRepository repository = Squashed("Feature (#12)", "refs/pull/12/head", moved: true);

        OriginMap map = await repository.OriginsAsync();

        Enumerable.Range(1, 2).Select(line => map.Subject("file", line)).ShouldBe(["By the robot", "By Ann"]);
        map.Subject("file", 13).ShouldBe("Main moves on");
    }

    [Theory]
    [InlineData("refs/remotes/origin/pr/12")]
    [InlineData("refs/remotes/origin/pull/12/head")]
    public async Task Squash_WithItsHeadUnderAnotherRef_IsUnfolded(string reference)
    {
        using TestRepository repository = Squashed("Feature (#12)", reference, moved: false);

        (await repository.OriginsAsync()).Squashes.Unfolded.ShouldBe(1);
    }

    [Fact]
    public async Task Squash_WithoutItsRef_IsCounted()
    {
        using TestRepository repository = Squashed("Feature (#12)", "refs/elsewhere/12", moved: false);

        OriginMap map = await repository.OriginsAsync();

        map.Squashes.ShouldBe(new SquashTally(1, 0, 0));
        map.Squashes.Unfetched.ShouldBe(1);
        map.Subject("file", 1).ShouldBe("Feature (#12)");
    }

    [Fact]
    public async Task Request_ThatWentOnAfterItsSquash_IsLeftAlone()
    {
        using TestRepository repository = Squashed("Feature (#12)", "refs/pull/12/head", moved: false);
        repository.Run("checkout", "-q", "feature");
        repository.Try("merge", "-q", "-X", "ours", "-m", "Main into the request", "main");
        repository.Run("update-ref", "refs/pull/12/head", "HEAD");
        repository.Run("checkout", "-q", "main");

        (await repository.OriginsAsync()).Subject("file", 1).ShouldBe("Feature (#12)");
    }

    [Fact]
    public async Task Squash_OfAMergeRequest_IsFoundThroughItsMerge()
    {
        using TestRepository repository = Squashed("Feature", "refs/merge-requests/7/head", moved: false);
        repository.Run("branch", "squash");
        repository.Run("reset", "-q", "--hard", "HEAD~1");
        repository.Run("merge", "-q", "--no-ff", "-m", "Merge branch 'feature' into 'main'\n\nSee merge request group/project!7", "squash");

        OriginMap map = await repository.OriginsAsync();

        map.Subject("file", 1).ShouldBe("By the robot");
        map.File("file")!.RemarkAt(1).Notes.ShouldHaveSingleItem().Number.ShouldBe(7);
    }

    private static int Numbered(OriginMap map, string subject) => map.Commits.Select((commit, i) => (commit, i)).Single(pair => pair.commit.Message.StartsWith(subject)).i;

    private static TestRepository Squashed(string subject, string reference, bool moved)
    {
        var repository = new TestRepository();
        repository.Lines("file", s_base);
        repository.Commit("base");
        repository.Run("checkout", "-q", "-b", "feature");
        repository.Author = "Robot";
        repository.Lines("file", ["robot's line", .. s_base]);
        repository.Commit("By the robot");
        repository.Author = "Ann Author";
        repository.Lines("file", ["robot's line", "ann's line", .. s_base]);
        repository.Commit("By Ann");
        repository.Run("update-ref", reference, "HEAD");
        repository.Run("checkout", "-q", "main");
        if (moved)
        {
            repository.Lines("file", [.. s_base, "main's line"]);
            repository.Commit("Main moves on");
        }

        repository.Run("merge", "-q", "--squash", "feature");
        repository.Commit(subject);
        return repository;
    }
}
