using Plumbline.Git.Tests.Support;
using Xunit;

namespace Plumbline.Git.Tests.Blame;

public sealed class Merges
{
    private static readonly string[] s_base = [.. Enumerable.Range(1, 20).Select(i => $"line {i}")];

    [Fact]
    public async Task Merge_WithLinesOfItsOwn_OwnsOnlyThose()
    {
        using TestRepository repository = Forked();
        repository.Try("merge", "-q", "--no-commit", "side");
        repository.Lines("file", [.. s_base.Take(3), "of the merge itself", .. s_base.Skip(3)]);
        repository.Commit("Evil merge");

        await Support.Blame.ShouldAgreeAsync(repository);
    }

    [Fact]
    public async Task Merge_OfFourParents_GivesEachItsLines()
    {
        using var repository = new TestRepository();
        foreach (int file in Enumerable.Range(0, 4))
        {
            repository.Lines($"file{file}", s_base);
        }

        repository.Commit("Base");
        foreach (int branch in Enumerable.Range(1, 3))
        {
            repository.Run("checkout", "-q", "-b", $"b{branch}", "main");
            repository.Lines($"file{branch}", [$"of {branch}", .. s_base]);
            repository.Commit($"Change {branch}");
        }

        repository.Run("checkout", "-q", "main");
        repository.Run("merge", "-q", "-m", "Octopus", "b1", "b2", "b3");

        await Support.Blame.ShouldAgreeAsync(repository);
    }

    [Fact]
    public async Task Merge_CrissCross_FollowsBothSides()
    {
        using TestRepository repository = Forked();
        repository.Run("branch", "left", "main");
        repository.Run("merge", "-q", "-m", "One", "side");
        repository.Run("checkout", "-q", "side");
        repository.Run("merge", "-q", "-m", "Two", "left");
        repository.Lines("other", "x", "y");
        repository.Commit("After");
        repository.Run("checkout", "-q", "main");
        repository.Lines("file", [.. s_base.Take(10), "again", .. s_base.Skip(10)]);
        repository.Commit("Again");
        repository.Try("merge", "-q", "-m", "Cross", "side");
        repository.Commit("Cross, whatever came of it");

        await Support.Blame.ShouldAgreeAsync(repository);
    }

    [Fact]
    public async Task Merge_OfARenameAndAChange_FollowsTheRename()
    {
        using TestRepository repository = Forked();
        repository.Run("mv", "file", "renamed");
        repository.Commit("Rename");
        repository.Run("merge", "-q", "-m", "Merge over the rename", "side");

        await Support.Blame.ShouldAgreeAsync(repository);
    }

    [Fact]
    public async Task Merge_OfTwoRoots_KeepsBothHistories()
    {
        using TestRepository repository = Forked();
        repository.Run("checkout", "-q", "--orphan", "root");
        repository.Run("rm", "-rqf", ".");
        repository.Lines("library/code", [.. Enumerable.Range(1, 9).Select(i => $"library {i}")]);
        repository.Commit("Another root");
        repository.Run("checkout", "-q", "main");
        repository.Run("merge", "-q", "--allow-unrelated-histories", "-m", "Join", "root");

        await Support.Blame.ShouldAgreeAsync(repository);
    }

    [Fact]
    public async Task Merge_OfASubtree_FindsTheImport()
    {
        using TestRepository repository = Forked();
        repository.Run("checkout", "-q", "--orphan", "library");
        repository.Run("rm", "-rqf", ".");
        repository.Lines("code", [.. Enumerable.Range(1, 30).Select(i => $"library {i} {i * 7}")]);
        repository.Commit("Library");
        repository.Run("checkout", "-q", "main");
        repository.Run("merge", "-q", "-s", "ours", "--no-commit", "--allow-unrelated-histories", "library");
        repository.Run("read-tree", "--prefix=vendor/", "-u", "library");
        repository.Run("commit", "-q", "-m", "Import as a subtree");

        await Support.Blame.ShouldAgreeAsync(repository);
    }

    [Fact]
    public async Task Merge_ThatTakesOneSideWhole_GivesItAllLines()
    {
        using TestRepository repository = Forked();
        repository.Lines("file", [.. s_base.Reverse()]);
        repository.Commit("Turn around");
        repository.Try("merge", "-q", "-X", "theirs", "-m", "Theirs", "side");
        repository.Run("checkout", "side", "--", "file");
        repository.Commit("All of theirs");

        await Support.Blame.ShouldAgreeAsync(repository);
    }

    // main and side have each changed another end of the same file.
    private static TestRepository Forked()
    {
        var repository = new TestRepository();
        repository.Lines("file", s_base);
        repository.Commit("Base");
        repository.Run("checkout", "-q", "-b", "side");
        repository.Lines("file", ["of the side", .. s_base]);
        repository.Commit("Side");
        repository.Run("checkout", "-q", "main");
        repository.Lines("file", [.. s_base, "of main"]);
        repository.Commit("Main");
        return repository;
    }
}
