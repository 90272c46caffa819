using System.Globalization;
using System.Text;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Origin;

namespace Plumbline.Cli.Origins;

/// <summary>Commits and weeks for people, and weeks as bars.</summary>
internal static class LogOriginView
{
    /// <summary>Below so many columns the tools are left out, and the number of commits a week: the subject and the shares matter more.</summary>
    private const int Narrow = 80;
    private const int Wide = 100;
    private const int NarrowTool = 16;
    private const int WideTool = 24;

    private const string Legend = "lines added a week, by the class of their commit:";

    private static readonly (OriginClass Class, char Sign, Func<OriginCounts, long> Of)[] s_parts =
    [
        (OriginClass.Ai, '█', counts => counts.Ai),
        (OriginClass.Mixed, '▓', counts => counts.Mixed),
        (OriginClass.Human, '▒', counts => counts.Human),
        (OriginClass.Unknown, '░', counts => counts.Unknown),
    ];

    /// <param name="limit">How many commits are listed.</param>
    public static void Write(VerbContext context, IReadOnlyList<OriginCommitLine> commits, IReadOnlyList<OriginWeekLine> weeks, int limit, bool plot)
    {
        if (commits.Count == 0)
        {
            return;
        }

        var palette = new Palette(context.Terminal.Color);
        var tools = ToolWidth(commits.Take(limit), context.Terminal.Width);
        foreach (var commit in commits.Take(limit))
        {
            context.Terminal.Out.WriteLine(Row(palette, commit, context.Terminal.Width, tools));
        }

        if (limit > 0 && commits.Count > limit)
        {
            context.Tell($"{commits.Count - limit} more commits; --limit shows them, --json and --csv have all with their marks.");
        }

        if (limit > 0)
        {
            context.Terminal.Out.WriteLine();
        }

        if (plot)
        {
            Plot(context.Terminal, palette, weeks);
        }
        else
        {
            WriteWeeks(context.Terminal, weeks);
        }
    }

    /// <summary>No wider than the widest that is shown, so that the subjects have the rest.</summary>
    private static int ToolWidth(IEnumerable<OriginCommitLine> commits, int width)
    {
        var widest = commits.Select(commit => Columns.Of(OriginText.ToolAndModel(commit.Tool, commit.Model))).DefaultIfEmpty(0).Max();
        return width < Narrow ? 0 : Math.Min(widest, width < Wide ? NarrowTool : WideTool);
    }

    private static string Row(Palette palette, OriginCommitLine commit, int width, int tools)
    {
        var word = commit.Apart ?? commit.Class;
        var added = commit.Added is { } count ? "+" + count.ToString("N0", CultureInfo.InvariantCulture) : "merge";
        var head = $"{commit.Commit[..9]} {commit.At[..10]} ";
        var tool = tools == 0 ? "" : OriginText.Fit(OriginText.ToolAndModel(commit.Tool, commit.Model), tools) + " ";
        var origin = Enum.Parse<OriginClass>(commit.Class, ignoreCase: true);
        var rest = $" {tool}{added,8} ";
        return head + OriginText.Colored(palette, origin, word.PadRight(10)) + rest + OriginText.Cut(commit.Subject, Math.Max(16, width - head.Length - 10 - Columns.Of(rest) - 1));
    }

    private static void WriteWeeks(Terminal terminal, IReadOnlyList<OriginWeekLine> weeks)
    {
        string[] heads = ["WEEK OF   ", "COMMITS", "ADDED".PadLeft(9), "AI".PadLeft(7), "MIXED".PadLeft(7), "HUMAN".PadLeft(7), "UNKNOWN".PadLeft(7)];
        var rows = weeks.Select(week =>
        {
            string Share(long lines) => (week.Added.Counted == 0 ? "" : OriginText.Percent((double)lines / week.Added.Counted)).PadLeft(7);
            return (string[])[week.Week, week.Commits.ToString(CultureInfo.InvariantCulture).PadLeft(7), OriginText.Count(week.Added.Counted).PadLeft(9), Share(week.Added.Ai), Share(week.Added.Mixed), Share(week.Added.Human), Share(week.Added.Unknown)];
        });
        string[] Cells(string[] row) => terminal.Width < Narrow ? [row[0], .. row[2..]] : row;
        foreach (var line in Table.Lines(Cells(heads), [.. rows.Select(Cells)]))
        {
            terminal.Out.WriteLine(line);
        }
    }

    /// <summary>A bar a week, as long as what was added, in parts by class. A week of one great import would leave nothing of the others, so the scale is that of the ninth tenth.</summary>
    private static void Plot(Terminal terminal, Palette palette, IReadOnlyList<OriginWeekLine> weeks)
    {
        var sizes = weeks.Select(week => week.Added.Counted).Order().ToList();
        var most = Math.Max(1, sizes[(sizes.Count - 1) * 9 / 10]);
        var width = Math.Max(10, terminal.Width - 24);
        foreach (var week in weeks.Reverse())
        {
            var bar = new StringBuilder();
            var drawn = Math.Min(1, (double)week.Added.Counted / most) * width;
            long sum = 0;
            var columns = 0;
            foreach (var (origin, sign, of) in s_parts)
            {
                sum += of(week.Added);
                var end = week.Added.Counted == 0 ? 0 : (int)Math.Round(drawn * sum / week.Added.Counted);
                bar.Append(OriginText.Colored(palette, origin, new string(sign, end - columns)));
                columns = end;
            }

            terminal.Out.WriteLine($"{week.Week} {OriginText.Count(week.Added.Counted),9} {bar}{(week.Added.Counted > most ? "→" : "")}");
        }

        terminal.Out.WriteLine();
        string[] names = [.. s_parts.Select(part => $"{part.Sign} {OriginText.Class(part.Class)}")];
        var apart = Legend.Length + 1 + string.Join("  ", names).Length > terminal.Width ? terminal.Out.NewLine : " ";
        terminal.Out.WriteLine(Legend + apart + string.Join("  ", s_parts.Zip(names, (part, name) => OriginText.Colored(palette, part.Class, name))));
        if (sizes[^1] > most)
        {
            terminal.Out.WriteLine($"→ more than {OriginText.Lines(most)}, the bar is cut there");
        }
    }
}
