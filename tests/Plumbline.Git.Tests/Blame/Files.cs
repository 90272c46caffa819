using System.Text;
using Plumbline.Git.Tests.Support;
using Plumbline.Origin;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Blame;

public sealed class Files
{
    [Fact]
    public async Task Renames_InAChain_AreFollowed()
    {
        using var repository = new TestRepository();
        repository.Lines("one", Numbered(40));
        repository.Commit("One");
        foreach ((string from, string to) in new[] { ("one", "two"), ("two", "a/Three"), ("a/Three", "a/three"), ("a/three", "b/deep/four") })
        {
            Directory.CreateDirectory(Path.Combine(repository.Path, Path.GetDirectoryName(to)!));
            repository.Run("mv", from, to);
            repository.Lines(to, [.. Numbered(40).Skip(2), $"for {to}"]);
            repository.Commit($"To {to}");
        }

        await Support.Blame.ShouldAgreeAsync(repository);
        (await repository.OriginsAsync()).Paths.ShouldContain("one");
    }

    // Which of several equal sources git takes hangs on the order of a hash table of its own; here it is the first path, or the one of the same name.
    [Theory]
    [InlineData("b/two", "c")]
    [InlineData("z", "b/c")]
    [InlineData("b/three", "x/two")]
    public async Task Rename_WithSeveralEqualSources_IsOneOfThem(string target, string odd)
    {
        using var repository = new TestRepository();
        foreach (string path in (string[])["a/one", "a/two", "a/three", odd])
        {
            repository.Lines(path, Numbered(20));
            repository.Commit($"Add {path}");
        }

        repository.Run("rm", "-rq", ".");
        repository.Lines(target, [.. Numbered(20), "more"]);
        repository.Commit("One of them");

        await Support.Blame.ShouldAgreeAsync(repository);
    }

    [Fact]
    public async Task Copy_OfAWholeFile_BelongsToItsCommit()
    {
        using var repository = new TestRepository();
        repository.Lines("one", Numbered(40));
        repository.Commit("One");
        repository.Lines("copy", Numbered(40));
        repository.Commit("Copy");

        await Support.Blame.ShouldAgreeAsync(repository);
    }

    [Fact]
    public async Task Contents_OfEveryKind_AgreeWithBlame()
    {
        using var repository = new TestRepository();
        byte[][] contents =
        [
            [], [(byte)'\n'], "no end"u8.ToArray(), "a\r\nb\r\n"u8.ToArray(), "a\r\nb\nc\rd\n"u8.ToArray(), [0xff, 0xfe, 0x0a, 0xc3, 0x28, 0x0a, 0x61],
            Encoding.UTF8.GetBytes("äöü\n中文\n"), "\n\n\n"u8.ToArray(), [.. Enumerable.Repeat((byte)'x', 70_000)],
        ];
        for (int i = 0; i < contents.Length; i++)
        {
            repository.Write($"file{i}", contents[i]);
            repository.Commit($"Add {i}");
        }

        for (int i = 0; i < contents.Length; i++)
        {
            repository.Write($"file{i}", [.. contents[i], .. "more\n"u8, .. contents[i]]);
        }

        repository.Commit("More of all");

        (await Support.Blame.ShouldAgreeAsync(repository)).ShouldBeGreaterThan(20);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("tab\there")]
    [InlineData("new\nline")]
    [InlineData("quo\"te")]
    [InlineData("-dash")]
    [InlineData(":colon")]
    [InlineData("ümläut")]
    [InlineData("*")]
    public async Task Paths_HoweverOdd_AreFollowed(string path)
    {
        using var repository = new TestRepository();
        repository.Lines(path, Numbered(10));
        repository.Commit("Add");
        repository.Lines(path, ["first", .. Numbered(10)]);
        repository.Commit("Change");

        OriginMap map = await repository.OriginsAsync();

        map.File(path).ShouldNotBeNull().LineCount.ShouldBe(11);
        map.Commits[map.File(path)!.At(1).Commit].Message.ShouldBe("Change\n");
    }

    [Fact]
    public async Task Path_ThatIsNotUtf8_IsWrittenWithOctalDigits()
    {
        using var repository = new TestRepository();
        repository.Feed([.. "commit refs/heads/main\ncommitter C <c@x> 1 +0000\ndata 1\nm\nM 100644 inline \"a\\377b\"\ndata 2\nx\n\n"u8], "fast-import", "--quiet");

        (await repository.OriginsAsync("main")).Files.ShouldHaveSingleItem().Path.ShouldBe(@"a\377b");
    }

    [Fact]
    public async Task Kinds_OtherThanText_HaveNoLines()
    {
        using var repository = new TestRepository();
        repository.Write("binary", [1, 0, 2, 10, 3]);
        repository.Write("utf16", Encoding.Unicode.GetBytes("a\nb\n"));
        repository.Write("lfs", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n");
        repository.Write("text", "a\n");
        File.CreateSymbolicLink(Path.Combine(repository.Path, "link"), "text");
        repository.Run("update-index", "--add", "--cacheinfo", "160000,1234567890123456789012345678901234567890,module");
        repository.Run("add", "binary", "utf16", "lfs", "text", "link");
        repository.Run("commit", "-q", "-m", "All kinds");

        OriginMap map = await repository.OriginsAsync();

        map.Files.ToDictionary(file => file.Path, file => file.Kind).ShouldBe(new Dictionary<string, FileKind>
        {
            ["binary"] = FileKind.Binary, ["lfs"] = FileKind.LargeFilePointer, ["link"] = FileKind.Symlink,
            ["module"] = FileKind.Submodule, ["text"] = FileKind.Text, ["utf16"] = FileKind.Binary,
        }, ignoreOrder: true);
        map.Files.Where(file => file.Kind != FileKind.Text).ShouldAllBe(file => file.LineCount == 0);
    }

    [Fact]
    public async Task Kind_ThatChanges_BreaksTheHistory()
    {
        using var repository = new TestRepository();
        repository.Lines("thing", Numbered(5));
        repository.Commit("Text");
        File.Delete(Path.Combine(repository.Path, "thing"));
        File.CreateSymbolicLink(Path.Combine(repository.Path, "thing"), "elsewhere");
        repository.Commit("Link");
        File.Delete(Path.Combine(repository.Path, "thing"));
        repository.Lines("thing", Numbered(5));
        repository.Commit("Text again");
        repository.Run("update-index", "--chmod=+x", "thing");
        repository.Run("commit", "-q", "-m", "Executable");

        await Support.Blame.ShouldAgreeAsync(repository);
    }

    [Fact]
    public async Task File_OfAHundredThousandLines_AgreesWithBlame()
    {
        using var repository = new TestRepository();
        repository.Lines("large", Numbered(100_000));
        repository.Commit("Large");
        repository.Lines("large", Numbered(100_000).Where((_, i) => i % 700 != 3).Select((line, i) => i % 900 == 5 ? line + "!" : line));
        repository.Commit("Here and there");

        (await Support.Blame.ShouldAgreeAsync(repository)).ShouldBeGreaterThan(90_000);
    }

    [Fact]
    public async Task Commits_WithoutChanges_ChangeNothing()
    {
        using var repository = new TestRepository();
        repository.Lines("file", Numbered(5));
        string first = repository.Commit("First");
        repository.Commit("Empty");
        repository.Commit("Empty again");

        OriginMap map = await repository.OriginsAsync();

        map.Commits[map.Files[0].At(1).Commit].Id.ShouldBe(first);
        map.Commits[map.Revision].Id.ShouldBe(repository.Head);
    }

    private static string[] Numbered(int count) => [.. Enumerable.Range(1, count).Select(i => $"line {i}")];
}
