using System.Text;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Sources;
using Plumbline.Origin;
using Plumbline.Origin.Lines;
using Plumbline.Origin.Verdicts;

namespace Plumbline.Cli.Origins;

/// <summary><c>plumb origin FILE</c>: each line with its origin.</summary>
internal static class FileRun
{
    private const int AuthorWidth = 16;
    private const int ToolWidth = 22;

    /// <summary>Below these many columns, first the author goes and the tool is cut, then the day and the confidence: the line itself matters more.</summary>
    private const int Wide = 100;
    private const int Narrow = 80;
    private const int NarrowToolWidth = 12;

    public static async Task<ExitCode> RunAsync(VerbContext context, OriginQuery query, string target)
    {
        var (typed, from, to) = LineRange.Parse(target);
        var reading = await OriginReading.OpenAsync(context, query).ConfigureAwait(false);
        var file = reading.Find(context, typed, query.Files(context));
        if (from > file.LineCount)
        {
            throw new LookupException(OriginFailure.NoLines, $"{file.Path} has {StateText.Plural(file.LineCount, "line")}, so there is no line {from}.", "Give a line that is there.");
        }

        var content = await reading.Contents.OneAsync(file.Path, context.Cancel).ConfigureAwait(false) ?? [];
        var (first, last) = (Math.Max(from, 1), to == 0 ? file.LineCount : Math.Min(to, file.LineCount));
        var young = query.Lines(context, reading.Judge.Commits);
        var runs = Apart(reading, file, content).Where(run => run.Start <= last && run.End >= first).Where(young.Has).Select(run => Clip(run, first, last)).ToList();
        young.TellIfNone(context, query, " of " + target);
        Write(context, query, reading, file, (runs, content));
        return ExitCode.Ok;
    }

    /// <summary>The runs, cut where boilerplate begins and ends.</summary>
    public static IEnumerable<VerdictRun> Apart(OriginReading reading, FileOrigins file, byte[] content)
    {
        var generated = reading.Generated.Has(file.Path) || BoilerplateLines.SaysGenerated(content);
        var plain = generated ? [] : BoilerplateLines.Of(content, file.LineCount);
        foreach (var run in reading.Judge.Judge(file))
        {
            for (var at = run.Start; at <= run.End;)
            {
                var end = at;
                while (end < run.End && !generated && plain[end] == plain[at - 1])
                {
                    end++;
                }

                end = generated ? run.End : end;
                var bucket = generated ? OriginBuckets.Generated : plain[at - 1] ? OriginBuckets.Boilerplate : OriginBuckets.None;
                yield return Clip(run, at, end) with { Verdict = bucket == OriginBuckets.None ? run.Verdict : run.Verdict with { Buckets = run.Verdict.Buckets | bucket } };
                at = end + 1;
            }
        }
    }

    public static VerdictRun Clip(VerdictRun run, int first, int last)
    {
        var (start, end) = (Math.Max(run.Start, first), Math.Min(run.End, last));
        return run with { Start = start, Count = end - start + 1, First = run.First with { Line = run.First.Line + start - run.Start } };
    }

    private static void Write(VerbContext context, OriginQuery query, OriginReading reading, FileOrigins file, (List<VerdictRun> Runs, byte[] Content) found)
    {
        if (context.Json is { } json)
        {
            foreach (var run in found.Runs)
            {
                json.Write(Line(reading, file, run));
            }
        }
        else if (context.Get(query.Csv))
        {
            WriteCsv(new Csv(context.Terminal.Out), reading, file, found.Runs);
        }
        else
        {
            WriteLines(context, reading, file, found);
        }
    }

    private static OriginRangeLine Line(OriginReading reading, FileOrigins file, VerdictRun run)
    {
        var commit = reading.Judge.Commits.Facts(run.First.Commit);
        var path = reading.Map.Paths[run.First.Path];
        return new OriginRangeLine(
            file.Path,
            run.Start,
            run.End,
            OriginText.Class(run.Verdict.Class),
            OriginText.Apart(run.Verdict.Buckets),
            run.Verdict.Tool,
            run.Verdict.Model,
            Math.Round(run.Verdict.Confidence, 3),
            run.Tier.ToString(),
            commit.Id,
            OriginText.Author(commit),
            OriginText.Moment(commit.AuthorTime),
            path == file.Path ? null : path,
            run.First.Line,
            run.MovedBy is { } mover ? reading.Judge.Commits.Facts(mover).Id : null);
    }

    private static void WriteCsv(Csv csv, OriginReading reading, FileOrigins file, List<VerdictRun> runs)
    {
        csv.Row("file", "first", "last", "class", "apart", "tool", "model", "confidence", "tier", "commit", "author", "at", "originFile", "originLine", "movedBy");
        foreach (var line in runs.Select(run => Line(reading, file, run)))
        {
            csv.Row(line.File, line.First, line.Last, line.Class, line.Apart, line.Tool, line.Model, line.Confidence, line.Tier, line.Commit, line.Author, line.At, line.OriginFile, line.OriginLine, line.MovedBy);
        }
    }

    private static void WriteLines(VerbContext context, OriginReading reading, FileOrigins file, (List<VerdictRun> Runs, byte[] Content) found)
    {
        var palette = new Palette(context.Terminal.Color);
        var lines = SourceLines.Of(found.Content, file.LineCount);
        var digits = file.LineCount.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
        foreach (var run in found.Runs)
        {
            var commit = reading.Judge.Commits.Facts(run.First.Commit);
            var head = Head(palette, reading, run, commit, context.Terminal.Width);
            for (var i = 0; i < run.Count; i++)
            {
                var row = new StringBuilder(head);
                row.Append((run.Start + i).ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(digits)).Append(' ');
                row.Append(SafeText.OneLine(lines[run.Start + i - 1].Replace("\t", "    ", StringComparison.Ordinal)));
                context.Terminal.Out.WriteLine(row.ToString().TrimEnd());
            }
        }
    }

    private static string Head(Palette palette, OriginReading reading, VerdictRun run, CommitFacts commit, int width)
    {
        var head = new StringBuilder();
        head.Append(OriginText.Colored(palette, run.Verdict.Class, OriginText.Class(run.Verdict.Class).PadRight(8)));
        head.Append(OriginText.Fit(OriginText.ToolAndModel(run.Verdict.Tool, run.Verdict.Model), width < Wide ? NarrowToolWidth : ToolWidth)).Append(' ');
        if (width >= Narrow)
        {
            head.Append(run.Verdict.Confidence > 0 ? $"{run.Verdict.Confidence * 100:0}%".PadLeft(4) : "    ").Append(' ');
        }

        head.Append(palette.Faint(commit.Id[..9])).Append(' ');
        if (width >= Wide)
        {
            head.Append(OriginText.Fit(commit.AuthorName, AuthorWidth)).Append(' ');
        }

        if (width >= Narrow)
        {
            head.Append(OriginText.Day(commit.AuthorTime)).Append(' ');
        }

        return head.Append(Age(reading, commit).PadLeft(4)).Append(' ').ToString();
    }

    /// <summary>How old a line was at the revision.</summary>
    private static string Age(OriginReading reading, CommitFacts commit)
    {
        var days = Math.Max(0, (reading.Revision.CommitTime - commit.AuthorTime) / 86_400);
        return days < 60 ? $"{days}d" : days < 730 ? $"{days / 30}mo" : $"{days / 365}y";
    }
}
