using Plumbline.Cli.Rendering;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Rendering;

public sealed class TextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\e]0;title\a", "\\u{1b}]0;title\\u{7}")]
    [InlineData("\u009b31m", "\\u{9b}31m")]
    [InlineData("a\r\nb\tc", "a\\r\\nb\\tc")]
    [InlineData("\u202eevil\u2066", "\\u{202e}evil\\u{2066}")]
    [InlineData("\u2028", "\\u{2028}")]
    [InlineData("été 中 😀", "été 中 😀")]
    public void OneLine_NothingReachesTheTerminalAsACommand(string text, string expected) => SafeText.OneLine(text).ShouldBe(expected);

    [Fact]
    public void OneLine_HalfACharacter_IsReplaced() => SafeText.OneLine("\ud800x").ShouldBe("\ufffdx");

    [Theory]
    [InlineData(0, "0 µs")]
    [InlineData(0.25, "250 ns")]
    [InlineData(1, "1 µs")]
    [InlineData(12.34, "12.3 µs")]
    [InlineData(999.6, "1 ms")]
    [InlineData(1234.5, "1.23 ms")]
    [InlineData(2_000_000, "2 s")]
    [InlineData(180_000_000, "3 min")]
    [InlineData(double.NaN, "–")]
    public void OfMicroseconds_ThreeDigits(double microseconds, string expected) => Durations.OfMicroseconds(microseconds).ShouldBe(expected);

    [Fact]
    public void Failure_SeveralLines_CaretUnderTheRightOne()
    {
        var failure = new Failure(FailureCode.BadExpression, "Bad.", null, "a &&\n\tb ?? \r\nc", 10);

        Written(failure).ShouldBe("plumb: Bad.\n   1 | a &&\n   2 |     b ?? \n               ^\n   3 | c\n");
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(3, 5)]
    [InlineData(99, 5)]
    public void Failure_ColumnAnywhere_CaretStaysInTheText(int column, int expected) =>
        Written(new Failure("x", "Bad.", null, "abc", column)).Split('\n')[2].Length.ShouldBe(expected + 1);

    [Fact]
    public void Failure_CandidatesWithEscapes_AreMadeSafe() =>
        Written(new Failure(FailureCode.PlaceAmbiguous, "Several.", null, null, -1, ["A\e[2J"])).ShouldBe("plumb: Several.\nIt may mean:\n  A\\u{1b}[2J\n");

    [Fact]
    public void Failure_InALongText_ShowsThePartAroundTheColumn()
    {
        var text = new string('a', 300) + "?" + new string('b', 300);

        var lines = Written(new Failure("x", "Bad.", null, text, 300)).Split('\n');

        lines[1].Length.ShouldBe(2 + 1 + 100 + 1);
        lines[1][lines[2].IndexOf('^')].ShouldBe('?');
    }

    [Fact]
    public void Summary_ProbeThatNeverFoundItsPlace_DoesNotBlameTheCode() =>
        StateText.Summary(Samples.Status(ProbeKind.Count, ProbeState.Removed) with { Hits = 0, Drops = [], Sites = [] })
            .ShouldBe(["0 hits", "No assembly with such a place was loaded meanwhile."]);

    [Fact]
    public void Summary_ExpressionsWithoutAValue_SaysHowOften() =>
        StateText.Summary(Samples.Status(ProbeKind.Count, ProbeState.Applied) with { Error = "order was null", Errors = 1234 })
            .ShouldContain("an expression had no value 1,234 times, first: order was null");

    [Fact]
    public void Change_ProbeOnManyMethods_ListsTheFirstAndWhatIsRefused()
    {
        var sites = Enumerable.Range(1, 40).Select(i => new SiteStatus($"A.M{i}", "A", "call", null, 0, 0, [], 0, i == 40 ? "it is extern" : null)).ToArray();
        var status = Samples.Status(ProbeKind.Count, ProbeState.Applied) with { Sites = sites };

        var lines = StateText.Change(status).ToArray();

        lines.Length.ShouldBe(1 + 12 + 1);
        lines[1].ShouldBe("  A.M40 (A) refused: it is extern");
        lines[2].ShouldBe("  A.M1 (call, A)");
        lines[^1].ShouldBe("  and 28 more (`plumb probes` lists all)");
        StateText.Change(status, allSites: true).Count().ShouldBe(41);
    }

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef", 3, "abc")]
    [InlineData("a\e[2mbcd\e[0m", 4, "a\e[2mbcd\e[0m")]
    [InlineData("a\e[2mbcd\e[0mef", 3, "a\e[2mbc\e[0m")]
    public void Clip_ColoursTakeNoColumn(string line, int width, string expected) => LiveBlock.Clip(line, width).ShouldBe(expected);

    [Fact]
    public void Histogram_FarApartValues_FitsAndHidesNothing()
    {
        var sketch = new DdSketch();
        foreach (var value in Enumerable.Repeat(1.0, 1_000_000).Append(60_000_000))
        {
            sketch.Add(value);
        }

        var lines = Histogram.Lines(sketch, 80).ToArray();

        lines.Length.ShouldBeLessThanOrEqualTo(14);
        lines.ShouldAllBe(l => l.Length <= 80);
        lines[0].ShouldContain("█");
        lines[^1].ShouldEndWith("1 ▏");
    }

    [Fact]
    public void Summary_NothingReached_SaysWhatThatMayMean()
    {
        var status = Samples.Status(ProbeKind.Count, ProbeState.Removed) with { Hits = 0, Drops = [] };

        StateText.Summary(status).ShouldContain(l => l.Contains("Nothing reached it"));
    }

    private static string Written(Failure failure)
    {
        using var output = new StringWriter { NewLine = "\n" };
        FailureText.Write(output, failure);
        return output.ToString();
    }
}
