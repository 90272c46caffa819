using Plumbline.Git.Tests.Support;
using Plumbline.Origin;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Blame;

/// <summary>What hardly anybody does, and git allows.</summary>
public sealed class Oddities
{
    [Fact]
    public async Task File_RenamedByCaseAlone_KeepsItsOrigins()
    {
        using var repository = new TestRepository();
        repository.Lines("src/File.cs", Enumerable.Range(1, 20).Select(line => $"line number {line}"));
        string first = repository.Commit("Start");
        repository.Run("mv", "src/File.cs", "src/file.cs");
        repository.Lines("src/file.cs", [.. Enumerable.Range(1, 19).Select(line => $"line number {line}"), "the last one"]);
        string second = repository.Commit("Rename by case");

        await Support.Blame.ShouldAgreeAsync(repository);
        OriginMap map = await repository.OriginsAsync();

        map.Files.ShouldHaveSingleItem().Path.ShouldBe("src/file.cs");
        (map.Commits[map.Files[0].At(1).Commit].Id, map.Paths[map.Files[0].At(1).Path]).ShouldBe((first, "src/File.cs"));
        map.Commits[map.Files[0].At(20).Commit].Id.ShouldBe(second);
    }

    [Fact]
    public async Task Folder_RenamedByCaseAlone_KeepsItsOrigins()
    {
        using var repository = new TestRepository();
        repository.Lines("Src/one", Enumerable.Range(1, 9).Select(line => $"one {line}"));
        repository.Lines("Src/two", Enumerable.Range(1, 9).Select(line => $"two {line}"));
        repository.Commit("Start");
        repository.Run("mv", "Src", "between");
        repository.Run("mv", "between", "src");
        repository.Commit("Rename by case");
        repository.Lines("Src/one", "another file of the old name");
        repository.Commit("Both at once");

        (await Support.Blame.ShouldAgreeAsync(repository)).ShouldBe(19);
    }

    [Theory]
    [InlineData("HEAD~1 HEAD~3")]
    [InlineData("HEAD~2 HEAD~4 HEAD~3")]
    [InlineData("HEAD~2")]
    public async Task GraftsFile_IsFollowedLikeGitDoes(string graft)
    {
        using var repository = Grown();
        string[] ids = [.. graft.Split(' ').Select(name => repository.Run("rev-parse", name))];
        repository.Write(".git/info/grafts", string.Join(' ', ids) + "\n");

        await Support.Blame.ShouldAgreeAsync(repository);
    }

    [Fact]
    public async Task History_CutByAGraft_SaysSo()
    {
        using var repository = Grown();
        string cut = repository.Run("rev-parse", "HEAD~2");
        repository.Write(".git/info/grafts", cut + "\n");

        OriginMap map = await repository.OriginsAsync();

        map.Boundaries.Select(boundary => map.Commits[boundary].Id).ShouldBe([cut]);
        map.Gaps.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Graft_ThatIsAdded_IsNotAnsweredFromWhatWasKept()
    {
        using var repository = Grown();
        var kept = new OriginOptions { CacheFolder = repository.Beside("kept") };
        OriginMap before = await repository.OriginsAsync(options: kept);
        repository.Run("replace", "--graft", "HEAD~1", "HEAD~4");

        OriginMap after = await repository.OriginsAsync(options: kept);

        after.Told().ShouldNotBe(before.Told());
        after.Told().ShouldBe((await repository.OriginsAsync()).Told());
    }

    private static TestRepository Grown()
    {
        var repository = new TestRepository();
        foreach (int i in Enumerable.Range(1, 6))
        {
            repository.Lines("file", Enumerable.Range(1, 10 + i).Select(line => $"line {line} of {line % i}"));
            repository.Commit($"Commit {i}");
        }

        return repository;
    }
}
