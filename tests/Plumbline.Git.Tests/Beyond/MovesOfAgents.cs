using Plumbline.Git.Tests.Support;
using Plumbline.Origin;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Beyond;

/// <summary>What an agent does to files that others wrote: it splits, renames, rewrites and copies them. Only what is new is its own.</summary>
public sealed class MovesOfAgents
{
    private static readonly OriginOptions s_stays = new() { Moves = false };

    [Fact]
    public async Task File_ThatWasSplit_StaysWithItsWriter()
    {
        using TestRepository repository = Start(("Shop.cs", Part("orders", 12).Concat(Part("prices", 12)).Concat(Part("stock", 12))));
        repository.Lines("Shop.cs", Part("stock", 12));
        repository.Lines("Orders.cs", ["// new head", .. Part("orders", 12)]);
        repository.Lines("Prices.cs", ["// new head", .. Part("prices", 12), "// new end"]);
        repository.Commit("Split");

        OriginMap map = await repository.OriginsAsync();

        Subjects(map, "Orders.cs").ShouldBe(["Split", .. Enumerable.Repeat("First", 12)]);
        Subjects(map, "Prices.cs").ShouldBe(["Split", .. Enumerable.Repeat("First", 12), "Split"]);
        map.Notes("Prices.cs", 5).ShouldBe([LineNoteKind.Moved]);
        map.File("Prices.cs")!.At(5).ShouldSatisfyAllConditions(at => map.Paths[at.Path].ShouldBe("Shop.cs"), at => at.Line.ShouldBe(12 + 4));
        map.Commits[map.File("Prices.cs")!.RemarkAt(5).Notes[0].Commit].Message.ShouldStartWith("Split");
        Subjects(await repository.OriginsAsync(options: s_stays), "Prices.cs").ShouldAllBe(subject => subject == "Split");
    }

    [Fact]
    public async Task File_ThatWasRenamedAndRewritten_BelowTheLikenessOfARename_KeepsWhatIsLeft()
    {
        using TestRepository repository = Start(("Old.cs", Part("kept", 6).Concat(Part("dropped", 40))));
        File.Delete(Path.Combine(repository.Path, "Old.cs"));
        repository.Lines("New.cs", [.. Part("fresh", 20), .. Part("kept", 6)]);
        repository.Commit("Rewrite");

        OriginMap map = await repository.OriginsAsync();

        Subjects(map, "New.cs").ShouldBe([.. Enumerable.Repeat("Rewrite", 20), .. Enumerable.Repeat("First", 6)]);
    }

    [Fact]
    public async Task Block_CopiedFromAFileThatTheCommitLeftAlone_IsTheCommits()
    {
        using TestRepository repository = Start(("Untouched.cs", Part("a", 12)), ("Other.cs", Part("b", 12)));
        repository.Lines("Copy.cs", Part("a", 12));
        repository.Lines("Other.cs", [.. Part("b", 12), "one more"]);
        repository.Commit("Copy");

        Subjects(await repository.OriginsAsync(), "Copy.cs").ShouldAllBe(subject => subject == "Copy");
    }

    [Fact]
    public async Task Block_ThatWasMovedAndEdited_IsTheWritersButForTheEdit()
    {
        using TestRepository repository = Start(("Old.cs", Part("old", 30)));
        string[] moved = [.. Part("old", 30).Take(10)];
        moved[4] = "    return Computed(anew: true);";
        repository.Lines("Old.cs", Part("old", 30).Skip(10));
        repository.Lines("New.cs", moved);
        repository.Commit("Move and edit");

        OriginMap map = await repository.OriginsAsync();

        Subjects(map, "New.cs").ShouldBe([.. Enumerable.Repeat("First", 4), "Move and edit", .. Enumerable.Repeat("First", 5)]);
    }

    [Theory]
    [InlineData(2, "    int number = Compute(the, same, number, again);")]
    [InlineData(3, "  x();")]
    [InlineData(12, "  {")]
    public async Task Block_ThatIsTooSmall_IsTheCommits(int lines, string text)
    {
        string[] small = [.. Enumerable.Range(0, lines).Select(i => text + (lines == 12 ? "" : $" // {i}"))];
        using TestRepository repository = Start(("Old.cs", [.. small, .. Part("old", 12)]));
        repository.Lines("Old.cs", Part("old", 12));
        repository.Lines("New.cs", ["// head", .. small, "// end"]);
        repository.Commit("Move little");

        Subjects(await repository.OriginsAsync(), "New.cs").ShouldAllBe(subject => subject == "Move little");
    }

    [Fact]
    public async Task Line_ThatAnAgentWrote_StaysItsOwn_WhenAPersonMovesIt_AndWhenItIsEditedLater()
    {
        using TestRepository repository = Start(("Old.cs", Part("old", 12)));
        repository.Author = "Robot";
        repository.Lines("Old.cs", [.. Part("old", 12), .. Part("robot", 8)]);
        repository.Commit("By the robot");
        repository.Author = "Ann Author";
        repository.Lines("Old.cs", Part("old", 12));
        repository.Lines("New.cs", Part("robot", 8));
        repository.Commit("Move");
        string[] edited = [.. Part("robot", 8)];
        edited[3] += " // edited";
        repository.Lines("New.cs", edited);
        repository.Commit("Edit");

        OriginMap map = await repository.OriginsAsync();

        Subjects(map, "New.cs").ShouldBe([.. Enumerable.Repeat("By the robot", 3), "Edit", .. Enumerable.Repeat("By the robot", 4)]);
        Overwrite replaced = map.Overwrites("New.cs", 4).ShouldHaveSingleItem();
        map.Commits[replaced.Old.Commit].Message.ShouldStartWith("By the robot");
    }

    [Fact]
    public async Task Block_ThatCameFromALineOfTheRequestItself_IsInsideOfIt()
    {
        using TestRepository repository = Start(("Old.cs", Part("old", 12)));
        repository.Run("checkout", "-q", "-b", "feature");
        repository.Lines("Old.cs", [.. Part("old", 12), .. Part("inside", 8)]);
        repository.Commit("Write inside");
        repository.Lines("Old.cs", Part("old", 12).Take(6));
        repository.Lines("New.cs", [.. Part("inside", 8), .. Part("old", 12).Skip(6)]);
        repository.Commit("Move inside");
        repository.Run("update-ref", "refs/pull/12/head", "HEAD");
        repository.Run("checkout", "-q", "main");
        repository.Run("merge", "-q", "--squash", "feature");
        repository.Commit("Feature (#12)");

        OriginMap map = await repository.OriginsAsync();

        Subjects(map, "New.cs").ShouldBe([.. Enumerable.Repeat("Write inside", 8), .. Enumerable.Repeat("First", 6)]);
        map.Notes("New.cs", 1).ShouldBe([LineNoteKind.ViaSquash, LineNoteKind.Moved]);
        map.Inside.Select(commit => map.Commits[commit].Message.Split('\n')[0]).Order().ShouldBe(["Move inside", "Write inside"]);
    }

    [Fact]
    public async Task Block_OutOfTheBeginningOfAShallowClone_IsTheBoundarys()
    {
        using TestRepository repository = Start(("Old.cs", Part("old", 24)));
        repository.Lines("Old.cs", [.. Part("old", 24), "last"]);
        repository.Commit("Second");
        repository.Lines("Old.cs", [.. Part("old", 24).Skip(12), "last"]);
        repository.Lines("New.cs", Part("old", 24).Take(12));
        repository.Commit("Move");
        string clone = repository.Beside("clone");
        repository.Run("clone", "-q", "--depth", "2", "file://" + repository.Path, clone);

        OriginMap map = await OriginReader.ReadAsync(clone, "HEAD", new OriginOptions(), TestContext.Current.CancellationToken);

        Subjects(map, "New.cs").ShouldAllBe(subject => subject == "Second");
        map.Boundaries.ShouldHaveSingleItem().ShouldBe(map.File("New.cs")!.At(1).Commit);
    }

    [Fact]
    public async Task Block_ThatCameThroughAFileWhichIsGone_IsFollowedToItsBeginning()
    {
        using TestRepository repository = Start(("Old.cs", Part("old", 24)));
        repository.Lines("Old.cs", Part("old", 24).Skip(8));
        repository.Lines("Between.cs", [.. Part("old", 24).Take(8), .. Part("between", 30)]);
        repository.Commit("Split");
        File.Delete(Path.Combine(repository.Path, "Between.cs"));
        repository.Lines("New.cs", [.. Part("new", 30), .. Part("old", 24).Take(8)]);
        repository.Commit("Replace");

        OriginMap map = await repository.OriginsAsync();

        Subjects(map, "New.cs").Skip(30).ShouldAllBe(subject => subject == "First");
        map.Notes("New.cs", 31).ShouldBe([LineNoteKind.Moved, LineNoteKind.Moved]);
    }

    [Fact]
    public async Task Block_ThatMovedWithinItsFile_IsNotTakenFromAnother()
    {
        using TestRepository repository = Start(("File.cs", Part("twice", 8).Concat(Part("file", 20))));
        repository.Lines("Other.cs", [.. Part("other", 12), .. Part("twice", 8)]);
        repository.Commit("Other");
        repository.Lines("File.cs", [.. Part("file", 20), .. Part("twice", 8)]);
        repository.Lines("Other.cs", Part("other", 12));
        repository.Commit("Move in one file, and remove from the other");

        OriginMap map = await repository.OriginsAsync();

        Subjects(map, "File.cs").ShouldAllBe(subject => subject == "First");
        map.Paths[map.File("File.cs")!.At(25).Path].ShouldBe("File.cs");
    }

    [Theory]
    [InlineData("Old.g.cs", "New.cs")]
    [InlineData("Old.cs", "New.g.cs")]
    public async Task GeneratedFile_IsNotSearched(string from, string to)
    {
        using TestRepository repository = Start((from, Part("old", 24)));
        repository.Lines(from, Part("old", 24).Take(12));
        repository.Lines(to, [.. Part("new", 20), .. Part("old", 24).Skip(12)]);
        repository.Commit("Generate");

        Subjects(await repository.OriginsAsync(), to).ShouldAllBe(subject => subject == "Generate");
    }

    private static string[] Subjects(OriginMap map, string path) => [.. Enumerable.Range(1, map.File(path)!.LineCount).Select(line => map.Subject(path, line))];

    private static string[] Part(string name, int lines) => [.. Enumerable.Range(1, lines).Select(i => $"    {name}.Add({i}, \"{name} number {i * i}\");")];

    private static TestRepository Start(params (string Path, IEnumerable<string> Lines)[] files)
    {
        var repository = new TestRepository();
        foreach ((string path, IEnumerable<string> lines) in files)
        {
            repository.Lines(path, lines);
        }

        repository.Commit("First");
        return repository;
    }
}
