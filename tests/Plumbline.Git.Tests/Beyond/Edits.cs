using Plumbline.Git.Tests.Support;
using Plumbline.Origin;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Beyond;

/// <summary>Commits that touch a line without writing it.</summary>
public sealed class Edits
{
    private static readonly string[] s_method = ["int Sum(int[] values) {", "  int sum = 0;", "  foreach (int value in values) {", "    sum += value;", "  }", "  return sum;", "}"];

    [Fact]
    public async Task Indentation_KeepsTheOrigin()
    {
        using TestRepository repository = After("First", s_method);
        repository.Lines("file", s_method.Select(line => "\t" + line.Replace(" = ", "=")));
        repository.Commit("Indent");

        OriginMap map = await repository.OriginsAsync();

        Enumerable.Range(1, 7).ShouldAllBe(line => map.Subject("file", line) == "First");
        map.Notes("file", 2).ShouldBe([LineNoteKind.Reformatted]);
        map.File("file")!.At(3).Line.ShouldBe(3);
    }

    [Fact]
    public async Task LineEnds_KeepTheOrigin()
    {
        using TestRepository repository = After("First", s_method);
        repository.Write("file", string.Concat(s_method.Select(line => line + "\r\n")));
        repository.Commit("To CRLF");

        OriginMap map = await repository.OriginsAsync();

        Enumerable.Range(1, 7).ShouldAllBe(line => map.Subject("file", line) == "First");
    }

    [Fact]
    public async Task ByteOrderMark_ThatCame_IsNoEdit()
    {
        using TestRepository repository = After("First", s_method);
        repository.Lines("file", ["\uFEFF" + s_method[0], .. s_method.Skip(1)]);
        repository.Commit("Save with a mark");

        OriginMap map = await repository.OriginsAsync();

        map.Subject("file", 1).ShouldBe("First");
        map.Notes("file", 1).ShouldBe([LineNoteKind.Reformatted]);
    }

    [Fact]
    public async Task BracesOnLinesOfTheirOwn_KeepTheOrigin()
    {
        using TestRepository repository = After("First", s_method);
        repository.Lines("file", "int Sum(int[] values)", "{", "  int sum = 0;", "  foreach (int value in values)", "  {", "    sum += value;", "  }", "  return sum;", "}");
        repository.Commit("Allman");

        OriginMap map = await repository.OriginsAsync();

        Enumerable.Range(1, 9).ShouldAllBe(line => map.Subject("file", line) == "First");
        map.File("file")!.At(4).Line.ShouldBe(3);
    }

    [Fact]
    public async Task Arrow_ThatWentToTheLineOfTheBody_DoesNotTakeItsOriginAlong()
    {
        using TestRepository repository = After("First", "int Sum(int[] values) =>", "  Add(0);");
        repository.Lines("file", "int Sum(int[] values) =>", "  Add(values, from: 0);");
        repository.Commit("Body");
        repository.Lines("file", "int Sum(int[] values)", "  => Add(values, from: 0);");
        repository.Commit("Break before the arrow");

        OriginMap map = await repository.OriginsAsync();

        Enumerable.Range(1, 2).Select(line => map.Subject("file", line)).ShouldBe(["First", "Body"]);
    }

    [Fact]
    public async Task Edit_OfALine_KeepsWhatStoodThere()
    {
        using TestRepository repository = After("First", s_method);
        repository.Lines("file", s_method.Select(line => line.Replace("sum += value;", "sum += 2 * value;")));
        repository.Commit("Double");
        repository.Lines("file", s_method.Select(line => line.Replace("sum += value;", "sum += 3 * value;")));
        repository.Commit("Triple");

        OriginMap map = await repository.OriginsAsync();

        map.Subject("file", 4).ShouldBe("Triple");
        IReadOnlyList<Overwrite> overwrites = map.Overwrites("file", 4);
        overwrites.Select(one => map.Commits[one.Old.Commit].Message.Trim()).ShouldBe(["Double", "First"]);
        overwrites.Select(one => map.Commits[one.Commit].Message.Trim()).ShouldBe(["Triple", "Double"]);
        overwrites.ShouldAllBe(one => one.Similarity > 0.5 && one.Similarity < 1);
        map.Overwrites("file", 2).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("  private readonly bool _validates;", "  private readonly AuthorizationUrlHandler _handler;")]
    [InlineData("  public void Sum_OfNothing_IsZero()", "  public void Parse_OfATornLine_Fails()")]
    public async Task Declaration_OfSomethingElse_IsNoEditForItsKeywords(string old, string line)
    {
        using TestRepository repository = After("First", ["{", old, "}"]);
        repository.Lines("file", "{", line, "}");
        repository.Commit("Second");

        OriginMap map = await repository.OriginsAsync();

        map.File("file")!.RemarkAt(2).Overwrites.ShouldAllBe(one => one.Similarity < 0.6);
    }

    [Fact]
    public async Task Replacement_ByOtherText_IsNoOverwrite()
    {
        using TestRepository repository = After("First", "alpha beta gamma", "kept");
        repository.Lines("file", "one two three", "kept");
        repository.Commit("Another");

        (await repository.OriginsAsync()).Overwrites("file", 1).ShouldBeEmpty();
    }

    [Fact]
    public async Task CommitInTheIgnoreFile_IsPassedOver()
    {
        using TestRepository repository = After("First", s_method);
        repository.Lines("file", s_method.Select(line => line.Replace("sum", "total")));
        string sweep = repository.Commit("Rename all");
        repository.Write(".git-blame-ignore-revs", $"# sweeps\n\n{sweep} # names\nnonsense\n");
        repository.Commit("Ignore it");

        OriginMap map = await repository.OriginsAsync();

        map.Subject("file", 4).ShouldBe("First");
        map.Notes("file", 4).ShouldBe([LineNoteKind.Ignored]);
        (await repository.OriginsAsync(options: new OriginOptions { LikeBlame = true })).Subject("file", 4).ShouldBe("Rename all");
    }

    [Fact]
    public async Task Block_ThatMovesWithinItsFile_KeepsTheOrigin()
    {
        string[] other = [.. Enumerable.Range(1, 12).Select(i => $"other statement number {i}")];
        using TestRepository repository = After("First", [.. s_method, .. other]);
        repository.Lines("file", [.. other, .. s_method]);
        repository.Commit("Move");

        OriginMap map = await repository.OriginsAsync();

        Enumerable.Range(1, 19).ShouldAllBe(line => map.Subject("file", line) == "First");
        Enumerable.Range(1, 19).Count(line => map.Notes("file", line).Contains(LineNoteKind.Moved)).ShouldBeInRange(7, 12);
    }

    [Fact]
    public async Task CherryPick_KeepsTheOriginOfItsSource()
    {
        using TestRepository repository = After("First", s_method);
        repository.Run("checkout", "-q", "-b", "release");
        repository.Run("checkout", "-q", "main");
        repository.Lines("file", [.. s_method, "// from main", "int More() => 1;"]);
        string source = repository.Commit("Fix on main");
        repository.Run("checkout", "-q", "release");
        repository.Lines("other", "x");
        repository.Commit("Only here");
        repository.Run("cherry-pick", "-x", source);
        repository.Run("merge", "-q", "-s", "ours", "-m", "Both", "main");

        OriginMap map = await repository.OriginsAsync();

        map.Subject("file", 9).ShouldBe("Fix on main");
    }

    [Fact]
    public async Task Revert_BringsTheOldOriginBack()
    {
        using TestRepository repository = After("First", s_method);
        repository.Lines("file", s_method.Take(3));
        repository.Commit("Remove");
        repository.Run("revert", "--no-edit", "HEAD");

        OriginMap map = await repository.OriginsAsync();

        Enumerable.Range(1, 7).ShouldAllBe(line => map.Subject("file", line) == "First");
        map.Notes("file", 6).ShouldBe([LineNoteKind.Restored]);
    }

    private static TestRepository After(string message, params string[] lines)
    {
        var repository = new TestRepository();
        repository.Lines("file", lines);
        repository.Commit(message);
        return repository;
    }
}
