using Plumbline.Git.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Hostile;

/// <summary>What can't be answered is refused with its reason, and never answered in part.</summary>
public sealed class Refusals
{
    [Fact]
    public async Task Folder_WithoutARepository_IsRefused()
    {
        using var folder = new Plumbline.Tests.Support.TemporaryFolder();

        (await RefusedAsync(folder.Path, "HEAD")).Failure.ShouldBe(GitFailure.NoRepository);
        (await RefusedAsync(folder.File("nowhere"), "HEAD")).Failure.ShouldBe(GitFailure.NoRepository);
    }

    [Fact]
    public async Task Repository_WithoutACommit_IsRefused()
    {
        using var repository = new TestRepository();

        (await RefusedAsync(repository.Path, "HEAD")).Failure.ShouldBe(GitFailure.Unborn);
    }

    [Theory]
    [InlineData("git version 2.39.5\n", "2.39.5")]
    [InlineData("git version 2.50.1 (Apple Git-155)", "2.50.1")]
    [InlineData("git version 2.45.windows.1", "2.45")]
    [InlineData("nonsense", null)]
    public void Version_OfTheProgram_IsRead(string said, string? version) => (GitVersion.Parse(said)?.ToString()).ShouldBe(version);

    [Theory]
    [InlineData("nowhere")]
    [InlineData("--all")]
    [InlineData("--output=stolen")]
    [InlineData("HEAD:file")]
    [InlineData("")]
    [InlineData("HEAD^{tree}")]
    [InlineData("0000000000000000000000000000000000000000")]
    public async Task Revision_ThatNamesNoCommit_IsRefused(string revision)
    {
        using var repository = Small();

        (await RefusedAsync(repository.Path, revision)).Failure.ShouldBe(GitFailure.NoRevision);
        File.Exists(Path.Combine(repository.Path, "stolen")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("HEAD~1^{tree}")]
    [InlineData("HEAD~1")]
    public async Task Object_ThatIsGone_IsNamedAndNothingIsKept(string lost)
    {
        using var repository = Small();
        string id = repository.Run("rev-parse", lost);
        File.Delete(Path.Combine(repository.Path, ".git", "objects", id[..2], id[2..]));
        string kept = repository.Beside("kept");

        GitException refused = await Should.ThrowAsync<GitException>(() => repository.OriginsAsync(options: new OriginOptions { CacheFolder = kept }));

        refused.Failure.ShouldBe(GitFailure.MissingObject);
        Directory.Exists(kept).ShouldBeFalse();
    }

    [Fact]
    public async Task Pack_ThatIsDamaged_IsRefused()
    {
        using var repository = Small();
        repository.Run("gc", "-q");
        string pack = Directory.GetFiles(Path.Combine(repository.Path, ".git", "objects", "pack"), "*.pack").Single();
        byte[] bytes = File.ReadAllBytes(pack);
        bytes.AsSpan(12, bytes.Length - 40).Fill(0x5a);
        File.SetUnixFileMode(pack, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllBytes(pack, bytes);

        await RefusedAsync(repository.Path, "main");
    }

    [Theory]
    [InlineData("HEAD:file")]
    [InlineData("HEAD~1:file")]
    public async Task Content_ThatIsGone_LeavesItsFileWithoutLinesAndSaysSo(string lost)
    {
        using var repository = Small();
        repository.Lines("other", "a", "b");
        repository.Commit("Other");
        string id = repository.Run("rev-parse", lost.Replace("HEAD", "HEAD~1"));
        File.Delete(Path.Combine(repository.Path, ".git", "objects", id[..2], id[2..]));

        var map = await repository.OriginsAsync();

        map.File("file")!.Kind.ShouldBe(Plumbline.Origin.FileKind.Missing);
        map.File("other")!.LineCount.ShouldBe(2);
        map.Gaps.ShouldContain(gap => gap.Contains("not in this clone"));
    }

    [Fact]
    public async Task Clone_WithoutItsContents_SaysSoAndFetchesNothing()
    {
        using var repository = Small();
        repository.Run("config", "uploadpack.allowFilter", "true");
        string clone = repository.Beside("partial");
        repository.Run("clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + repository.Path, clone);
        int packs = Directory.GetFiles(Path.Combine(clone, ".git", "objects", "pack")).Length;

        var map = await OriginReader.ReadAsync(clone, "HEAD", new OriginOptions(), TestContext.Current.CancellationToken);

        map.Files.ShouldAllBe(file => file.Kind == Plumbline.Origin.FileKind.Missing);
        map.Gaps.ShouldNotBeEmpty();
        Directory.GetFiles(Path.Combine(clone, ".git", "objects", "pack")).Length.ShouldBe(packs);
    }

    [Fact]
    public async Task Commit_WithDamagedHeaders_IsStillRead()
    {
        using var repository = Small();
        string tree = repository.Run("rev-parse", "HEAD^{tree}");
        File.WriteAllText(repository.Beside("commit"), $"tree {tree}\nparent {repository.Head}\nauthor nobody\ncommitter \u001b[31m<<x>> 99999999999999999999 +0000\n\nThis reverts commit 12.\n(cherry picked from commit zz)");
        string odd = repository.Run("hash-object", "-t", "commit", "-w", "--literally", repository.Beside("commit"));

        var map = await repository.OriginsAsync(odd);

        map.Commits[map.Revision].AuthorName.ShouldBe("nobody");
        map.Files.ShouldNotBeEmpty();
    }

    private static TestRepository Small()
    {
        var repository = new TestRepository();
        foreach (int i in Enumerable.Range(1, 3))
        {
            repository.Lines("file", Enumerable.Range(1, 30).Select(line => $"line {line} of {line % i}"));
            repository.Commit($"Commit {i}");
        }

        return repository;
    }

    private static Task<GitException> RefusedAsync(string folder, string revision) =>
        Should.ThrowAsync<GitException>(() => OriginReader.ReadAsync(folder, revision, new OriginOptions(), TestContext.Current.CancellationToken));
}
