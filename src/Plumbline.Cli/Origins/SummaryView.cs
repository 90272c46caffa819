using System.Globalization;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Origin;

namespace Plumbline.Cli.Origins;

/// <summary>A revision's origins for people: the whole, by tool, by language, by folder, and what would tell more.</summary>
internal static class SummaryView
{
    private const int MostRows = 12;
    private const int BarFrom = 32;
    private const int SharesWidth = 50;

    private static readonly (string Word, OriginClass Class, Func<OriginCounts, long> Count)[] s_classes =
    [
        ("ai", OriginClass.Ai, counts => counts.Ai),
        ("mixed", OriginClass.Mixed, counts => counts.Mixed),
        ("human", OriginClass.Human, counts => counts.Human),
        ("unknown", OriginClass.Unknown, counts => counts.Unknown),
    ];

    /// <param name="context">Where the verb runs.</param>
    /// <param name="line">What is told.</param>
    /// <param name="asked">Whether the remote has no more pull requests than are here.</param>
    public static void Write(VerbContext context, OriginSummaryLine line, bool asked)
    {
        var output = context.Terminal.Out;
        var palette = new Palette(context.Terminal.Color);
        var lines = line.Lines;
        var all = lines.Counted + lines.Automation + lines.Generated + lines.Boilerplate;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line.Revision[..9]}  {line.At[..10]}  {OriginText.Lines(all)} in {line.Files:N0} {(line.Files == 1 ? "file" : "files")}"));
        output.WriteLine();
        foreach (var (word, origin, count) in s_classes)
        {
            output.WriteLine(ClassRow(palette, (word, origin), count(lines), lines.Counted, context.Terminal.Width));
            WriteTools(output, line, word);
        }

        output.WriteLine();
        var without = line.FilesWithoutLines == 0 ? "" : $"; {StateText.Plural(line.FilesWithoutLines, "file")} without lines";
        output.WriteLine(palette.Faint($"Shares are of {OriginText.Lines(lines.Counted)}. Apart: {OriginText.Count(lines.Boilerplate)} boilerplate, {OriginText.Count(lines.Generated)} generated, {OriginText.Count(lines.Automation)} by automation{without}."));
        WriteGroups(context.Terminal, "LANGUAGE", line.Languages);
        WriteGroups(context.Terminal, "FOLDER", line.Folders);
        WriteCoverage(output, line, asked);
    }

    private static string ClassRow(Palette palette, (string Word, OriginClass Class) origin, long lines, long counted, int width)
    {
        var share = counted == 0 ? 0 : (double)lines / counted;
        var bar = new string('█', (int)Math.Round(share * Math.Clamp(width - BarFrom, 8, 40)));
        return $"{OriginText.Colored(palette, origin.Class, origin.Word.PadRight(8))}{OriginText.Count(lines),12}  {OriginText.Percent(share),7}  {OriginText.Colored(palette, origin.Class, bar)}".TrimEnd();
    }

    private static void WriteTools(TextWriter output, OriginSummaryLine line, string word)
    {
        var tools = line.Tools.Where(tool => tool.Class == word).ToList();
        foreach (var tool in tools.Take(MostRows))
        {
            output.WriteLine($"{"",8}{OriginText.Count(tool.Lines),12}  {OriginText.Percent((double)tool.Lines / line.Lines.Counted),7}  {OriginText.ToolAndModel(tool.Tool ?? "no tool named", tool.Model)}");
        }

        if (tools.Count > MostRows)
        {
            output.WriteLine($"{"",8}{OriginText.Count(tools.Skip(MostRows).Sum(tool => tool.Lines)),12}  {"",7}  {tools.Count - MostRows} more");
        }
    }

    private static void WriteGroups(Terminal terminal, string head, OriginGroup[] groups)
    {
        var output = terminal.Out;
        var names = Math.Clamp(terminal.Width - SharesWidth, 8, 40);
        var counted = groups.Where(group => group.Lines.Counted > 0).ToList();
        if (counted.Count < 2)
        {
            return;
        }

        string[] heads = [head.PadRight(Math.Min(20, names)), "LINES".PadLeft(11), "AI".PadLeft(7), "MIXED".PadLeft(7), "HUMAN".PadLeft(7), "UNKNOWN".PadLeft(7)];
        output.WriteLine();
        foreach (var row in Table.Lines(heads, [.. counted.Take(MostRows).Select(group => Row(OriginText.Cut(group.Name, names), group.Lines))]))
        {
            output.WriteLine(row);
        }

        if (counted.Count > MostRows)
        {
            output.WriteLine($"and {counted.Count - MostRows} more; --json and --csv have all");
        }
    }

    private static string[] Row(string name, OriginCounts counts)
    {
        string Share(long lines) => OriginText.Percent((double)lines / counts.Counted).PadLeft(7);
        return [name, OriginText.Count(counts.Counted).PadLeft(11), Share(counts.Ai), Share(counts.Mixed), Share(counts.Human), Share(counts.Unknown)];
    }

    private static void WriteCoverage(TextWriter output, OriginSummaryLine line, bool asked)
    {
        output.WriteLine();
        output.WriteLine($"Evidence covers {OriginText.Percent(line.Coverage)} of the lines; silence counts as unknown, never as human.");
        if (line.Squashes.Unfolded > 0)
        {
            output.WriteLine($"{OriginText.Count(line.Squashes.Unfolded)} of {OriginText.Count(line.Squashes.Candidates)} squash merges are unfolded into the commits of their pull requests.");
        }

        if (line.Squashes.Unfetched > 0)
        {
            var merges = StateText.Plural(line.Squashes.Unfetched, "squash merge");
            output.WriteLine(asked
                ? $"{merges} can't be unfolded: the remote has no pull request of that number."
                : $"{merges} could be unfolded: `plumb origin fetch` gets {(line.Squashes.Unfetched == 1 ? "its pull request, if the remote has it" : "their pull requests, as far as the remote has them")}.");
        }

        if (line.MovedByTools > 0)
        {
            output.WriteLine($"{OriginText.Lines(line.MovedByTools)} {(line.MovedByTools == 1 ? "was" : "were")} moved or copied by a tool's commit, and stay{(line.MovedByTools == 1 ? "s" : "")} with who wrote {(line.MovedByTools == 1 ? "it" : "them")}.");
        }

        foreach (var store in line.Claims)
        {
            output.WriteLine($"{SafeText.OneLine(store.Store)} names {OriginText.Count(store.Accepted)} of the lines.");
        }

        foreach (var refusal in line.Rejected)
        {
            output.WriteLine($"Not believed: {StateText.Plural(refusal.Claims, "claim")}{(refusal.Lines > 0 ? $" about {StateText.Plural(refusal.Lines, "line")}" : "")}, as {refusal.Reason}.");
        }

        foreach (var trouble in line.Unread.Take(3))
        {
            output.WriteLine($"Not read: {SafeText.OneLine(trouble)}.");
        }
    }
}
