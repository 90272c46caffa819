using System.Globalization;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Rendering;
using Plumbline.Origin;
using Plumbline.Origin.Summaries;

namespace Plumbline.Cli.Origins;

/// <summary>A revision's origins for people: the whole, by tool, by language, by folder, and what would tell more.</summary>
internal static class SummaryView
{
    private const int MostRows = 12;
    private static readonly OriginClass[] s_order = [OriginClass.Ai, OriginClass.Mixed, OriginClass.Human, OriginClass.Unknown];

    public static void Write(VerbContext context, OriginReading reading, OriginSummary summary)
    {
        var output = context.Terminal.Out;
        var palette = new Palette(context.Terminal.Color);
        var total = summary.Total;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reading.Revision.Id[..9]}  {OriginText.Day(reading.Revision.CommitTime)}  {total.All:N0} lines in {summary.Files:N0} files"));
        output.WriteLine();
        foreach (var origin in s_order)
        {
            output.WriteLine(ClassRow(palette, total, origin));
            WriteTools(output, summary, origin);
        }

        output.WriteLine();
        output.WriteLine(palette.Faint($"Shares are of {OriginText.Count(total.Counted)} lines. Apart: {OriginText.Count(total.Boilerplate)} boilerplate, {OriginText.Count(total.Generated)} generated, {OriginText.Count(total.Automation)} by automation{WithoutLines(summary)}."));
        WriteGroups(output, "LANGUAGE", summary.Languages);
        WriteGroups(output, "FOLDER", summary.Folders);
        WriteCoverage(output, reading, summary);
    }

    private static string ClassRow(Palette palette, OriginTally total, OriginClass origin)
    {
        var share = total.Counted == 0 ? 0 : (double)total.Of(origin) / total.Counted;
        var bar = new string('█', (int)Math.Round(share * 40));
        return $"{OriginText.Colored(palette, origin, OriginText.Class(origin).PadRight(8))}{OriginText.Count(total.Of(origin)),12}  {OriginText.Percent(share),7}  {OriginText.Colored(palette, origin, bar)}".TrimEnd();
    }

    private static void WriteTools(TextWriter output, OriginSummary summary, OriginClass origin)
    {
        var tools = summary.Tools.Where(tool => tool.Key.Class == origin).OrderByDescending(tool => tool.Value).ToList();
        foreach (var (key, lines) in tools.Take(MostRows))
        {
            output.WriteLine($"{"",8}{OriginText.Count(lines),12}  {OriginText.Percent((double)lines / summary.Total.Counted),7}  {OriginText.ToolAndModel(key.Tool ?? "no tool named", key.Model)}");
        }

        if (tools.Count > MostRows)
        {
            output.WriteLine($"{"",8}{OriginText.Count(tools.Skip(MostRows).Sum(tool => tool.Value)),12}  {"",7}  {tools.Count - MostRows} more");
        }
    }

    private static void WriteGroups(TextWriter output, string head, Dictionary<string, OriginTally> groups)
    {
        var ordered = groups.Where(group => group.Value.Counted > 0).OrderByDescending(group => group.Value.Counted).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        if (ordered.Count < 2)
        {
            return;
        }

        string[] heads = [head.PadRight(20), "LINES".PadLeft(11), "AI".PadLeft(7), "MIXED".PadLeft(7), "HUMAN".PadLeft(7), "UNKNOWN".PadLeft(7)];
        var rows = ordered.Take(MostRows).Select(group => Row(OriginText.Cut(group.Key, 40), group.Value)).ToList();
        output.WriteLine();
        foreach (var line in Table.Lines(heads, rows))
        {
            output.WriteLine(line);
        }

        if (ordered.Count > MostRows)
        {
            output.WriteLine($"and {ordered.Count - MostRows} more; --json and --csv have all");
        }
    }

    private static string[] Row(string name, OriginTally tally)
    {
        string Share(long lines) => OriginText.Percent((double)lines / tally.Counted).PadLeft(7);
        return [name, OriginText.Count(tally.Counted).PadLeft(11), Share(tally.Ai), Share(tally.Mixed), Share(tally.Human), Share(tally.Unknown)];
    }

    private static void WriteCoverage(TextWriter output, OriginReading reading, OriginSummary summary)
    {
        output.WriteLine();
        output.WriteLine($"Evidence covers {OriginText.Percent(summary.Total.Coverage)} of the lines; silence counts as unknown, never as human.");
        var squashes = reading.Map.Squashes;
        if (squashes.Unfolded > 0)
        {
            output.WriteLine($"{OriginText.Count(squashes.Unfolded)} of {OriginText.Count(squashes.Candidates)} squash merges are unfolded into the commits of their pull requests.");
        }

        if (squashes.Unfetched > 0)
        {
            output.WriteLine($"{OriginText.Count(squashes.Unfetched)} squash merges are not: run `plumb origin fetch` to get their pull requests.");
        }

        foreach (var (store, lines) in reading.Judge.Accepted.OrderBy(store => store.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{SafeText.OneLine(store)} names {OriginText.Count(lines)} of the lines.");
        }

        foreach (var refusal in RejectedClaims.Of(reading))
        {
            output.WriteLine($"{StateText.Plural(refusal.Claims, "claim")} not believed: {refusal.Reason}.");
        }

        foreach (var trouble in reading.Claims.Troubles.Take(3))
        {
            output.WriteLine($"Not read: {SafeText.OneLine(trouble)}.");
        }
    }

    private static string WithoutLines(OriginSummary summary)
    {
        var count = summary.WithoutLines.Values.Sum();
        return count == 0 ? "" : $"; {StateText.Plural(count, "file")} without lines";
    }
}
