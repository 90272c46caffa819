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

    private static (string Commit, string Path, int Line) Place(OriginMap map, int line) =>
        map.File("target")!.At(line) is var origin ? (map.Commits[origin.Commit].Id, map.Paths[origin.Path], origin.Line) : default;
}
