using Plumbline.Git.Tests.Support;
using Plumbline.Origin;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Beyond;

/// <summary>One line that is looked at alone must come out as it does when the blocks of its whole file are followed.</summary>
public sealed class FollowedLines
{
    private static readonly string[] s_method = ["int Sum(int[] values) {", "  int sum = 0;", "  foreach (int value in values) {", "    sum += value;", "  }", "  return sum;", "}"];

    [Fact]
    public async Task Line_AskedAlone_HasTheOriginOfItsBlock()
    {
        using var repository = new TestRepository();
        string[] other = [.. Enumerable.Range(1, 30).Select(i => $"something else {i * i}")];
        repository.Lines("source", [.. s_method, .. other]);
        repository.Lines("gone", [.. s_method.Select(line => line + " // gone")]);
        repository.Commit("First");
        repository.Lines("source", other);
        repository.Lines("target", ["header", .. s_method, "own line one", "own line two", "own line three", "own line four"]);
        repository.Commit("Move");
        File.Delete(Path.Combine(repository.Path, "gone"));
        repository.Lines("target", ["header", .. s_method, "own line one", "own line two", "own line three", "own line four", .. s_method.Select(line => line + " // gone")]);
        repository.Commit("Move out of a file that is deleted");

        OriginMap whole = await repository.OriginsAsync(options: new OriginOptions { MovesIn = ["target"] });

        var state = await RepositoryState.ReadAsync(repository.Path, withHeads: true, TestContext.Current.CancellationToken);
        OriginMap plain = await repository.OriginsAsync();
        for (int line = 1; line <= plain.File("target")!.LineCount; line++)
        {
            OriginMap alone = await OriginReader.FollowAsync(repository.Path, state, plain, (plain.File("target")!, line), new OriginOptions(), TestContext.Current.CancellationToken);

            Place(alone, line).ShouldBe(Place(whole, line), $"line {line}");
        }

        Place(whole, 3).Path.ShouldBe("source");
        Place(whole, 14).Path.ShouldBe("gone");
    }

    [Fact]
    public async Task Block_ThatWasFollowedOnce_IsKept_AsLongAsItHolds()
    {
        using var repository = new TestRepository();
        var kept = new OriginOptions { CacheFolder = repository.Beside("kept") };
        repository.Lines("source", [.. s_method, "rest of the source"]);
        repository.Commit("First");
        repository.Lines("source", "rest of the source");
        repository.Lines("target", ["header", .. s_method]);
        repository.Commit("Move");
        string Followed() => Directory.GetFiles(Path.Combine(kept.CacheFolder!, "origin"), "*.followed").ShouldHaveSingleItem();

        OriginMap first = await FollowAsync(repository, kept, 3);
        DateTime written = File.GetLastWriteTimeUtc(Followed());
        OriginMap again = await FollowAsync(repository, kept, 3);

        Place(first, 3).Path.ShouldBe("source");
        again.Told().ShouldBe(first.Told());
        again.Living.Sum().ShouldBe(first.Living.Sum());
        File.GetLastWriteTimeUtc(Followed()).ShouldBe(written);

        byte[] bytes = File.ReadAllBytes(Followed());
        File.WriteAllBytes(Followed(), bytes[..(bytes.Length / 2)]);
        (await FollowAsync(repository, kept, 3)).Told().ShouldBe(first.Told());

        repository.Lines("target", ["header", "more", .. s_method]);
        repository.Commit("Next");
        OriginMap next = await FollowAsync(repository, kept, 4);
        Place(next, 4).ShouldBe(Place(first, 3));
        Place(next, 2).Path.ShouldBe("target");
    }

    private static async Task<OriginMap> FollowAsync(TestRepository repository, OriginOptions options, int line)
    {
        OriginMap map = await repository.OriginsAsync(options: options);
        var state = await RepositoryState.ReadAsync(repository.Path, withHeads: true, TestContext.Current.CancellationToken);
        return await OriginReader.FollowAsync(repository.Path, state, map, (map.File("target")!, line), options, TestContext.Current.CancellationToken);
    }

    private static (string Commit, string Path, int Line) Place(OriginMap map, int line) =>
        map.File("target")!.At(line) is var origin ? (map.Commits[origin.Commit].Id, map.Paths[origin.Path], origin.Line) : default;
}
