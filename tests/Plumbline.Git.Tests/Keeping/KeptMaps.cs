using Plumbline.Git.Tests.Support;
using Plumbline.Origin;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Keeping;

public sealed class KeptMaps
{
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public async Task Map_BuiltOnEarlierOnes_IsTheOneBuiltAnew(int seed)
    {
        using var repository = new TestRepository();
        repository.Feed(new RandomHistory(seed).Stream(150), "fast-import", "--quiet", "--force");
        var kept = new OriginOptions { CacheFolder = repository.Beside("kept") };
        string[] chain = repository.Run("rev-list", "--first-parent", "main").Split('\n');
        foreach (string commit in chain.Where((_, i) => i % 9 == 0).Reverse())
        {
            OriginMap built = await repository.OriginsAsync(commit, kept);
            OriginMap anew = await repository.OriginsAsync(commit);

            built.Told().ShouldBe(anew.Told());
            (await repository.OriginsAsync(commit, kept)).Told().ShouldBe(built.Told());
        }
    }

    [Fact]
    public async Task File_ThatIsDamaged_IsMadeAnew()
    {
        using TestRepository repository = Small();
        var kept = new OriginOptions { CacheFolder = repository.Beside("kept") };
        string told = (await repository.OriginsAsync(options: kept)).Told();
        foreach (string file in Directory.GetFiles(Path.Combine(kept.CacheFolder, "origin")))
        {
            byte[] bytes = File.ReadAllBytes(file);
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(file, bytes);
        }

        (await repository.OriginsAsync(options: kept)).Told().ShouldBe(told);

        foreach (string file in Directory.GetFiles(Path.Combine(kept.CacheFolder, "origin")))
        {
            File.WriteAllBytes(file, []);
        }

        (await repository.OriginsAsync(options: kept)).Told().ShouldBe(told);
    }

    [Fact]
    public async Task Requests_ThatAreFetchedLater_AreUnfolded()
    {
        using TestRepository repository = Small();
        var kept = new OriginOptions { CacheFolder = repository.Beside("kept") };
        repository.Run("checkout", "-q", "-b", "feature");
        repository.Lines("file", "new one", "new two", "a", "b");
        repository.Commit("Inside");
        repository.Run("checkout", "-q", "main");
        repository.Run("merge", "-q", "--squash", "feature");
        repository.Commit("Feature (#3)");
        (await repository.OriginsAsync(options: kept)).Subject("file", 1).ShouldBe("Feature (#3)");
        repository.Run("update-ref", "refs/pull/3/head", "feature");

        (await repository.OriginsAsync(options: kept)).Subject("file", 1).ShouldBe("Inside");
        repository.Lines("file", "new one", "new two", "a", "b", "c");
        repository.Commit("Next");
        (await repository.OriginsAsync(options: kept)).Subject("file", 1).ShouldBe("Inside");
    }

    [Fact]
    public async Task Folder_IsForItsUserAlone()
    {
        using TestRepository repository = Small();
        string folder = repository.Beside("kept");
        await repository.OriginsAsync(options: new OriginOptions { CacheFolder = folder });

        File.ReadAllText(Path.Combine(folder, ".gitignore")).ShouldBe("*\n");
        Directory.GetFiles(Path.Combine(folder, "origin")).ShouldAllBe(file => File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    private static TestRepository Small()
    {
        var repository = new TestRepository();
        repository.Lines("file", "a", "b");
        repository.Commit("First");
        return repository;
    }
}
