using Plumbline.Ledger.Culprits;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Ledger;

/// <summary>Candidates against each other, without a repository.</summary>
public sealed class Ranking
{
    private const long Day = 86_400;
    private readonly CommitBook _book = new();

    [Fact]
    public void Find_AnyFix_GivesWeightsThatSumToOne()
    {
        for (var i = 0; i < 30; i++)
        {
            Commit($"part {i}", i * Day, "a.c", "value");
        }

        var fix = Commit("repair it", 40 * Day, "a.c", "value");
        var found = new CulpritSearch(_book).Find(FixOf(fix, "x = value;", [.. Enumerable.Range(0, 30)], owner: 3), commit => commit != fix);

        found.Candidates.Count.ShouldBe(10);
        (found.Candidates.Sum(one => one.Weight) + found.Rest).ShouldBe(1, 1e-9);
        found.Candidates.Select(one => one.Weight).ShouldBeInOrder(SortDirection.Descending);
        found.Candidates[0].Commit.ShouldBe("3");
    }

    [Fact]
    public void Find_NobodyMay_SaysNobody()
    {
        Commit("part", 0, "a.c", "value");
        var fix = Commit("repair it", 10 * Day, "a.c", "value");

        var found = new CulpritSearch(_book).Find(FixOf(fix, "x = value;", [0], owner: 0), _ => false);

        (found.Candidates.Count, found.Answer, found.Rest).ShouldBe((0, null, 0));
        found.Band.All.ShouldBeEmpty();
    }

    [Fact]
    public void Find_YoungerThanTheFix_IsNoCandidate()
    {
        Commit("part", 20 * Day, "a.c", "value");
        var fix = Commit("repair it", 10 * Day, "a.c", "value");

        new CulpritSearch(_book).Find(FixOf(fix, "x = value;", [0], owner: 0), _ => true).Candidates.ShouldBeEmpty();
    }

    [Fact]
    public void Find_SameAuthorOnTheSameDay_IsPartOfTheWork()
    {
        Commit("stock: count", 0, "a.c", "value", "ann");
        Commit("stock: prepare the count", (40 * Day) - 60, "a.c", "value", "cid");
        var fix = Commit("stock: repair the count", 40 * Day, "a.c", "value", "cid");

        var found = new CulpritSearch(_book).Find(FixOf(fix, "x = value;", [0, 1], owner: 1), commit => commit != fix);

        found.Candidates[0].Commit.ShouldBe("0");
    }

    [Fact]
    public void Find_TokenOfAnOlderHand_IsGivenToIt()
    {
        Commit("one", 0, "a.c", "rate");
        Commit("two", 5 * Day, "a.c", "round");
        var fix = Commit("repair it", 90 * Day, "a.c", "region");
        var line = new SourceLine("x = round(rate);", [new PastLine(1, "x = round(rate);"), new PastLine(0, "x = rate;")]);

        var lines = LineEvidence.Of(new Fix(fix, [FileOf([line], ["x = round(region);"], [0, 1])], ["a.c"]));

        (lines.Lines[1], lines.Tokens[0] > 0, lines.Tokens[1]).ShouldBe((1, true, 0));
    }

    [Fact]
    public void LineEvidence_CommentsMovesAndSpaces_SayNothing()
    {
        SourceLine Line(string text) => new(text, [new PastLine(0, text)]);
        var file = FileOf([Line("/* old */"), Line("  a = b;"), Line("moved(x);")], ["/* new */", "a=b;", "moved(x);"], [0]);

        var lines = LineEvidence.Of(new Fix(1, [file], ["a.c"]));

        (lines.Lines.Total, lines.Tokens.Total).ShouldBe((0, 0));
    }

    private int Commit(string subject, long time, string path, string name, string author = "ann")
    {
        int[] names = [_book.NumberOf(name)];
        var files = new Dictionary<string, FileChange> { [path] = new FileChange(5, 1, names, names, [], []) };
        _book.Add(new BookCommit($"{_book.Count}", author, time, time, subject, "", files));
        return _book.Count - 1;
    }

    private static Fix FixOf(int fix, string line, int[] history, int owner) =>
        new(fix, [FileOf([new SourceLine(line, [new PastLine(owner, line)])], ["y = other;"], history)], ["a.c"]);

    private static FixedFile FileOf(SourceLine[] old, string[] @new, int[] history) =>
        new("a.c", new HashSet<string> { "a.c" }, history.ToHashSet(), [new FixedHunk(1, old, @new, [], [], null)]);
}
