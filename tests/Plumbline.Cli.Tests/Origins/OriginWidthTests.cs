using System.Globalization;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Cli.Origins;
using Plumbline.Cli.Rendering;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Origins;

/// <summary>What is drawn for people fits the terminal: a row that wraps is no row any more.</summary>
public sealed class OriginWidthTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void Plot_WithItsLegend_FitsTheTerminal(int width)
    {
        OriginWeekLine[] weeks = [.. Enumerable.Range(1, 20).Select(week => new OriginWeekLine(new DateOnly(2026, 1, 5).AddDays(7 * week).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), 3, Counts(week * week * week * 100)))];

        var lines = Lines(width, weeks);

        lines.ShouldAllBe(line => Columns.Of(line) <= width, string.Join('\n', lines));
        lines.Length.ShouldBeGreaterThan(20);
        string.Join('\n', lines).ShouldContain("░ unknown");
        lines[^1].ShouldStartWith("→ ");
    }

    [Fact]
    public void Plot_WhereThereIsRoom_HasItsLegendInOneLine() =>
        Lines(120, [new OriginWeekLine("2026-01-05", 3, Counts(100))])[^1].ShouldBe("lines added a week, by the class of their commit: █ ai  ▓ mixed  ▒ human  ░ unknown");

    [Theory]
    [InlineData(80, null, "Tell a method's first slow call")]
    [InlineData(80, "Claude Code, Claude Opus 4.6", "Tell a method's firs…")]
    [InlineData(120, "Claude Code", "Tell a method's first slow call")]
    public void Commits_GiveTheirSubjectsWhatNoToolNeeds(int width, string? tool, string subject)
    {
        var commit = s_commit with { Tool = tool, Subject = "Tell a method's first slow call" };

        var line = Lines(width, [], commit)[0];

        line.ShouldEndWith("+3 " + subject);
        Columns.Of(line).ShouldBeLessThanOrEqualTo(width);
    }

    private static readonly OriginCommitLine s_commit = new(new string('a', 40), "2026-01-05T00:00:00Z", "Ann", "Start", "ai", null, null, null, 0.9, [], 3, Counts(1));

    private static OriginCounts Counts(long lines) => new(lines * 4, lines, lines, lines, lines, 0, 0, 0);

    private static string[] Lines(int width, OriginWeekLine[] weeks, OriginCommitLine? listed = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, TextWriter.Null, Live: true, Color: false, width);
        var context = new VerbContext(terminal, new System.CommandLine.RootCommand().Parse([]), verbose: false, json: null, TestContext.Current.CancellationToken);
        LogOriginView.Write(context, [listed ?? s_commit], weeks, limit: listed is null ? 0 : 1, plot: listed is null);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
