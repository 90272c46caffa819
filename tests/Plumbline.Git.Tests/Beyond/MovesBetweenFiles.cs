using Plumbline.Git.Tests.Support;
using Plumbline.Origin;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Beyond;

public sealed class MovesBetweenFiles
{
    private static readonly string[] s_method = ["int Sum(int[] values) {", "  int sum = 0;", "  foreach (int value in values) {", "    sum += value;", "  }", "  return sum;", "}"];
    private static readonly string[] s_other = [.. Enumerable.Range(1, 30).Select(i => $"something else {i * i}")];

    [Fact]
    public async Task Block_ThatMovedFromAnotherFile_KeepsItsOrigin()
    {
        using TestRepository repository = Start();
        repository.Lines("source", s_other);
        repository.Lines("target", ["header", .. s_method, "footer"]);
        repository.Commit("Move");

        OriginMap map = await repository.OriginsAsync();

        Enumerable.Range(1, 9).Select(line => map.Subject("target", line)).ShouldBe(["Move", .. Enumerable.Repeat("First", 7), "Move"]);
        map.Paths[map.File("target")!.At(2).Path].ShouldBe("source");
        map.Notes("target", 2).ShouldBe([LineNoteKind.Moved]);
        (await repository.OriginsAsync(options: new OriginOptions { Moves = false })).Subject("target", 2).ShouldBe("Move");
    }

    [Fact]
    public async Task Block_ThatWasCopiedFromAChangedFile_KeepsItsOrigin()
    {
        using TestRepository repository = Start();
        repository.Lines("source", [.. s_method, .. s_other, "one more"]);
        repository.Lines("target", s_method);
        repository.Commit("Copy");

        OriginMap map = await repository.OriginsAsync();

        map.Subject("target", 3).ShouldBe("First");
        map.Notes("target", 3).ShouldBe([LineNoteKind.Copied]);
    }

    [Fact]
    public async Task File_ThatWasSplitTwice_IsFollowedToItsBeginning()
    {
        using TestRepository repository = Start();
        repository.Lines("source", s_other);
        repository.Lines("middle", [.. s_method, .. Enumerable.Range(1, 20).Select(i => $"of the middle {i}")]);
        repository.Commit("First split");
        File.Delete(Path.Combine(repository.Path, "middle"));
        repository.Lines("target", ["new head", "and more", .. s_method]);
        repository.Lines("elsewhere", Enumerable.Range(1, 20).Select(i => $"of the middle {i}"));
        repository.Commit("Second split");

        OriginMap map = await repository.OriginsAsync();

        map.Subject("target", 4).ShouldBe("First");
        map.Notes("target", 4).ShouldBe([LineNoteKind.Moved, LineNoteKind.Moved]);
    }

    [Fact]
    public async Task Block_ThatARequestMovedOutOfAnOlderFile_IsFollowedPastTheRequest()
    {
        using TestRepository repository = Start();
        repository.Run("checkout", "-q", "-b", "feature");
        repository.Lines("source", [.. s_method, .. s_other, "of the request"]);
        repository.Commit("Change inside");
        repository.Lines("source", [.. s_other, "of the request"]);
        repository.Lines("target", ["header", .. s_method]);
        repository.Commit("Move inside");
        repository.Run("update-ref", "refs/pull/12/head", "HEAD");
        repository.Run("checkout", "-q", "main");
        repository.Run("merge", "-q", "--squash", "feature");
        repository.Commit("Feature (#12)");

        OriginMap map = await repository.OriginsAsync();

        Enumerable.Range(1, 3).Select(line => map.Subject("target", line)).ShouldBe(["Move inside", "First", "First"]);
        map.Notes("target", 2).ShouldBe([LineNoteKind.Moved]);
    }

    [Fact]
    public async Task Block_OfTwoLines_IsNoBlock()
    {
        using TestRepository repository = Start();
        repository.Lines("source", [.. s_method.Skip(2), .. s_other]);
        repository.Lines("target", s_method.Take(2));
        repository.Commit("Two lines");

        (await repository.OriginsAsync()).Subject("target", 1).ShouldBe("Two lines");
    }

    private static TestRepository Start()
    {
        var repository = new TestRepository();
        repository.Lines("source", [.. s_method, .. s_other]);
        repository.Commit("First");
        return repository;
    }
}
