using Plumbline.Git.Tests.Support;
using Plumbline.Origin;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Keeping;

/// <summary>What is kept while pull requests are squashed, fetched, moved and dropped.</summary>
public sealed class KeptRequests
{
    [Fact]
    public async Task Map_BuiltOnEarlierOnes_IsTheOneBuiltAnew_WhateverHappensToRequests()
    {
        using var repository = new TestRepository();
        var kept = new OriginOptions { CacheFolder = repository.Beside("kept") };
        repository.Lines("file", Enumerable.Range(1, 12).Select(i => $"base line number {i}"));
        repository.Commit("Base");

        Squash(repository, 1, fetched: true);
        Squash(repository, 2, fetched: true);
        await CheckAsync(repository, kept, unfolded: 2);

        Squash(repository, 3, fetched: true);
        await CheckAsync(repository, kept, unfolded: 3);

        Squash(repository, 4, fetched: false);
        await CheckAsync(repository, kept, unfolded: 3);

        repository.Run("update-ref", "refs/pull/4/head", "request-4");
        await CheckAsync(repository, kept, unfolded: 4);

        repository.Run("update-ref", "refs/pull/2/head", "request-2~1");
        OriginMap moved = await CheckAsync(repository, kept, unfolded: 4);
        moved.Commits.ShouldNotContain(commit => commit.Message.StartsWith("Ann in 2", StringComparison.Ordinal));

        Squash(repository, 5, fetched: true);
        await CheckAsync(repository, kept, unfolded: 5);

        repository.Run("update-ref", "-d", "refs/pull/1/head");
        OriginMap dropped = await CheckAsync(repository, kept, unfolded: 4);
        dropped.Commits.ShouldNotContain(commit => commit.Message.StartsWith("Robot in 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Request_ThatTheEarlierMapHas_IsUnfoldedAgain_WhereAnOldBranchBringsItsLinesBack()
    {
        using var repository = new TestRepository();
        var kept = new OriginOptions { CacheFolder = repository.Beside("kept") };
        repository.Lines("file", Enumerable.Range(1, 12).Select(i => $"base line number {i}"));
        repository.Commit("Base");
        Squash(repository, 1, fetched: true);
        string[] squashed = File.ReadAllLines(Path.Combine(repository.Path, "file"));
        repository.Run("checkout", "-q", "-b", "old");
        repository.Lines("file", [.. squashed, "line of the old branch"]);
        repository.Commit("On the old branch");
        repository.Run("checkout", "-q", "main");
        repository.Lines("file", squashed.Skip(1));
        repository.Commit("Drop the robot's line");
        await CheckAsync(repository, kept, unfolded: 1);

        repository.Run("merge", "-q", "--no-ff", "--no-commit", "old");
        repository.Lines("file", [.. squashed, "line of the old branch"]);
        repository.Commit("Merge, and take the robot's line back");

        OriginMap merged = await CheckAsync(repository, kept, unfolded: 1);
        merged.Subject("file", 1).ShouldBe("Robot in 1");
    }

    [Fact]
    public async Task MapLikeBlame_WhenRequestsAreFetched_StaysTheSame()
    {
        using var repository = new TestRepository();
        var kept = new OriginOptions { CacheFolder = repository.Beside("kept"), LikeBlame = true };
        repository.Lines("file", "a", "b");
        repository.Commit("Base");
        Squash(repository, 1, fetched: false);
        string told = (await repository.OriginsAsync(options: kept)).Told();
        repository.Run("update-ref", "refs/pull/1/head", "request-1");

        (await repository.OriginsAsync(options: kept)).Told().ShouldBe(told);
        Directory.GetFiles(Path.Combine(kept.CacheFolder, "origin"), "*.map").Length.ShouldBe(1);
    }

    // The second look finds what the first one kept.
    private static async Task<OriginMap> CheckAsync(TestRepository repository, OriginOptions kept, int unfolded)
    {
        OriginMap anew = await repository.OriginsAsync();
        anew.Squashes.Unfolded.ShouldBe(unfolded);
        (await repository.OriginsAsync(options: kept)).Told().ShouldBe(anew.Told());
        (await repository.OriginsAsync(options: kept)).Told().ShouldBe(anew.Told());
        return anew;
    }

    // Two commits of a request on a branch of its own, with other work on main meanwhile.
    private static void Squash(TestRepository repository, int number, bool fetched)
    {
        string[] before = File.ReadAllLines(Path.Combine(repository.Path, "file"));
        repository.Run("checkout", "-q", "-b", $"request-{number}");
        repository.Author = "Robot";
        repository.Lines("file", [$"robot's line of request {number}", .. before]);
        repository.Lines($"more-{number}", "one line", "another line");
        repository.Commit($"Robot in {number}");
        repository.Author = "Ann Author";
        repository.Lines("file", [$"robot's line of request {number}", $"ann's line of request {number}", .. before]);
        repository.Lines($"more-{number}", "one line", "another line", $"and Ann's of {number}");
        repository.Commit($"Ann in {number}");
        if (fetched)
        {
            repository.Run("update-ref", $"refs/pull/{number}/head", "HEAD");
        }

        repository.Run("checkout", "-q", "main");
        repository.Lines("file", [.. before, $"main's line before request {number}"]);
        repository.Commit($"Main before {number}");
        repository.Run("merge", "-q", "--squash", $"request-{number}");
        repository.Commit($"Request {number} (#{number})");
    }
}
