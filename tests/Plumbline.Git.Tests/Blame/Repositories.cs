using Plumbline.Git.Tests.Support;
using Plumbline.Origin;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Blame;

public sealed class Repositories
{
    [Fact]
    public async Task Sha256_IsReadAlike()
    {
        using var repository = new TestRepository("--object-format=sha256");
        Grow(repository, 6);
        repository.Run("gc", "-q");

        await Support.Blame.ShouldAgreeAsync(repository);
        (await repository.OriginsAsync()).Commits[0].Id.Length.ShouldBe(64);
    }

    [Fact]
    public async Task Shallow_SaysSoAndCallsTheRestABoundary()
    {
        using var repository = new TestRepository();
        Grow(repository, 6);
        string clone = repository.Beside("shallow");
        repository.Run("clone", "-q", "--depth", "2", "file://" + repository.Path, clone);

        await Support.Blame.ShouldAgreeAsync(repository, folder: clone);
        OriginMap map = await OriginReader.ReadAsync(clone, "HEAD", new OriginOptions(), TestContext.Current.CancellationToken);

        map.Gaps.ShouldContain(gap => gap.Contains("shallow"));
        map.Boundaries.ShouldHaveSingleItem();
        map.Files.Sum(file => file.Runs.Where(run => map.Boundaries.Contains(run.First.Commit)).Sum(run => run.Count)).ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Replacements_AreHonouredLikeGitDoes()
    {
        using var repository = new TestRepository();
        Grow(repository, 5);
        repository.Run("replace", "--graft", "HEAD~1", "HEAD~3");

        await Support.Blame.ShouldAgreeAsync(repository);
    }

    [Fact]
    public async Task BareAndLinkedWorkTree_AreReadAlike()
    {
        using var repository = new TestRepository();
        Grow(repository, 5);
        string bare = repository.Beside("bare.git"), tree = repository.Beside("tree");
        repository.Run("clone", "-q", "--bare", repository.Path, bare);
        repository.Run("worktree", "add", "-q", tree, "HEAD~1");

        (await Support.Blame.ShouldAgreeAsync(repository, folder: bare)).ShouldBeGreaterThan(4);
        (await Support.Blame.ShouldAgreeAsync(repository, folder: tree)).ShouldBeGreaterThan(3);
        string below = Directory.CreateDirectory(Path.Combine(repository.Path, "below")).FullName;
        (await OriginReader.ReadAsync(below, "HEAD", new OriginOptions(), TestContext.Current.CancellationToken)).File("dir/file1").ShouldNotBeNull();
    }

    [Fact]
    public async Task Alternates_LendTheirPacks()
    {
        using var repository = new TestRepository();
        Grow(repository, 5);
        repository.Run("gc", "-q");
        string clone = repository.Beside("shared");
        repository.Run("clone", "-q", "--shared", repository.Path, clone);

        (await Support.Blame.ShouldAgreeAsync(repository, folder: clone)).ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task Names_AreThoseOfTheCommitsWhateverAMailmapSays()
    {
        using var repository = new TestRepository { Author = "Robot" };
        repository.Write(".mailmap", "Human <human@example.org> Robot <robot@example.org>\n");
        Grow(repository, 2);

        OriginMap map = await repository.OriginsAsync();

        map.Commits.ShouldAllBe(commit => commit.AuthorName == "Robot" && commit.AuthorMail == "robot@example.org" && commit.CommitterName == "Carl Committer");
    }

    [Fact]
    public async Task EveryRevision_CanBeAsked()
    {
        using var repository = new TestRepository();
        Grow(repository, 6);
        repository.Run("tag", "-a", "-m", "A tag", "v1", "HEAD~2");

        foreach (string revision in (string[])["HEAD~1", "v1", "main", "HEAD~4"])
        {
            await Support.Blame.ShouldAgreeAsync(repository, revision);
        }
    }

    private static void Grow(TestRepository repository, int commits)
    {
        for (int i = 1; i <= commits; i++)
        {
            repository.Lines("file", Enumerable.Range(1, i * 2).Select(line => line % 3 == i % 3 ? $"line {line} of {i}" : $"line {line}"));
            repository.Lines($"dir/file{i}", "one", "two", $"three {i}");
            repository.Commit($"Commit {i}");
        }
    }
}
