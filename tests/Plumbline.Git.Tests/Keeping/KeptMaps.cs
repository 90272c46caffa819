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
        foreach (string file in Directory.GetFiles(Path.Combine(kept.CacheFolder, "origin")).Where(file => new FileInfo(file).Length > 0))
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
    public async Task File_ThatBreaksOffAnywhere_IsMadeAnew()
    {
        using TestRepository repository = Small();
        var kept = new OriginOptions { CacheFolder = repository.Beside("kept") };
        string told = (await repository.OriginsAsync(options: kept)).Told();
        string[] files = Directory.GetFiles(Path.Combine(kept.CacheFolder, "origin"));
        var whole = files.ToDictionary(file => file, File.ReadAllBytes);
        for (int part = 0; part < 8; part++)
        {
            foreach (string file in files)
            {
                File.WriteAllBytes(file, whole[file][..(whole[file].Length * part / 8)]);
            }

            (await repository.OriginsAsync(options: kept)).Told().ShouldBe(told);
        }

        files.ShouldAllBe(file => File.ReadAllBytes(file).SequenceEqual(whole[file]));
    }

    [Fact]
    public async Task File_ThatAKilledRunLeftHalf_IsPassedOverAndCleanedUp()
    {
        using TestRepository repository = Small();
        var kept = new OriginOptions { CacheFolder = repository.Beside("kept") };
        string place = Path.Combine(kept.CacheFolder, "origin"), old = Path.Combine(place, "old.map.tmp"), young = Path.Combine(place, "young.map.tmp");
        Directory.CreateDirectory(place);
        File.WriteAllBytes(old, [1, 2]);
        File.WriteAllBytes(young, [1, 2]);
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-1));

        (await repository.OriginsAsync(options: kept)).Told().ShouldBe((await repository.OriginsAsync()).Told());

        File.Exists(old).ShouldBeFalse();
        File.Exists(young).ShouldBeTrue("another run may still be writing it");
    }

    [Fact]
    public async Task Runs_AtOnce_KeepWhatTheNextOneCanBuildOn()
    {
        using var repository = new TestRepository();
        repository.Feed(new RandomHistory(24).Stream(120), "fast-import", "--quiet", "--force");
        var kept = new OriginOptions { CacheFolder = repository.Beside("kept") };
        string[] chain = repository.Run("rev-list", "--first-parent", "main").Split('\n');
        string[] asked = [chain[^5], chain[chain.Length / 2], chain[chain.Length / 2], chain[chain.Length / 4]];

        OriginMap[] at = await Task.WhenAll(asked.Select(commit => Task.Run(() => repository.OriginsAsync(commit, kept))));

        for (int i = 0; i < asked.Length; i++)
        {
            at[i].Told().ShouldBe((await repository.OriginsAsync(asked[i])).Told());
        }

        (await repository.OriginsAsync(chain[0], kept)).Told().ShouldBe((await repository.OriginsAsync(chain[0])).Told());
    }

    [Fact]
    public async Task Map_BuiltOnEarlierOnes_TellsOfCommitsWhatOneBuiltAnewDoes()
    {
        using var repository = new TestRepository();
        repository.Feed(new RandomHistory(25).Stream(150), "fast-import", "--quiet", "--force");
        var kept = new OriginOptions { CacheFolder = repository.Beside("kept") };
        string[] chain = repository.Run("rev-list", "--first-parent", "main").Split('\n');
        await repository.OriginsAsync(chain[^8], kept);
        await repository.OriginsAsync(chain[chain.Length / 2], kept);

        OriginMap built = await repository.OriginsAsync(chain[0], kept), anew = await repository.OriginsAsync(chain[0]);

        Standing(built).ShouldBe(Standing(anew));
        built.Squashes.ShouldBe(anew.Squashes);
        Standing(await repository.OriginsAsync(chain[0], kept)).ShouldBe(Standing(anew));
    }

    // Commits of which no line lives may be there or not.
    private static string Standing(OriginMap map) =>
        string.Join('\n', map.Commits.Select((commit, i) => (commit, i)).Where(one => map.Living[one.i] > 0).Select(one => $"{one.commit.Id} {map.Living[one.i]} {map.Youngest[one.i]}").Order(StringComparer.Ordinal));

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
