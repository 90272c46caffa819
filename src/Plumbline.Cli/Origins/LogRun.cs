using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Git.Claims;
using Plumbline.Origin;
using Plumbline.Origin.Summaries;
using Plumbline.Origin.Verdicts;

namespace Plumbline.Cli.Origins;

/// <summary><c>plumb origin log</c>: commits with their marks, and what each week brought.</summary>
internal static class LogRun
{
    /// <summary>Counting what a commit added costs as much as comparing it, so without being asked only half a year is looked at.</summary>
    private const long UsualSpan = 183L * 86_400;

    public static async Task<ExitCode> RunAsync(VerbContext context, OriginQuery query, int limit, bool plot)
    {
        var reading = await OriginReading.OpenAsync(context, query).ConfigureAwait(false);
        reading.TellGaps(context);
        var since = query.SinceSeconds(context) ?? reading.Revision.CommitTime - UsualSpan;
        var logged = await CommitLog.ReadAsync(reading.Folder, reading.Revision.Id, since, context.Get(query.Path), context.Cancel).ConfigureAwait(false);
        if (logged.Count == 0)
        {
            TellNone(context, query, reading);
        }

        var judge = new CommitJudge(reading.Policy);
        var living = Living(reading);
        var lines = logged.Select(commit => Line(commit, judge, living.GetValueOrDefault(commit.Facts.Id) ?? new OriginTally())).ToList();
        var weeks = Weeks(lines);
        if (context.Json is { } json)
        {
            lines.ForEach(json.Write);
            weeks.ForEach(json.Write);
        }
        else if (context.Get(query.Csv))
        {
            WriteCsv(new Csv(context.Terminal.Out), lines);
        }
        else
        {
            LogOriginView.Write(context, lines, weeks, plot ? 0 : limit, plot);
        }

        return ExitCode.Ok;
    }

    private static void TellNone(VerbContext context, OriginQuery query, OriginReading reading)
    {
        var path = context.Get(query.Path);
        var where = path is null ? "" : $" touched {path}";
        var cause = path is not null && !reading.Map.Files.Any(query.Files(context)) ? $"no file at {reading.Revision.Id[..9]} matches that"
            : $"{reading.Revision.Id[..9]} is of {OriginText.Day(reading.Revision.CommitTime)}";
        context.Tell(SafeText.OneLine(context.Get(query.Since) is { } since
            ? $"No commit since {since}{where}: {cause}."
            : $"No commit of the half year before the revision{where}: {cause}. --since goes further back."));
    }

    /// <summary>The lines of each commit that live at the revision, by their own origins; those of a pull request count for the merge that landed them.</summary>
    private static Dictionary<string, OriginTally> Living(OriginReading reading)
    {
        var living = new Dictionary<int, OriginTally>();
        foreach (var run in reading.Map.Files.Where(file => file.Kind == FileKind.Text).SelectMany(reading.Judge.Judge))
        {
            if (!living.TryGetValue(run.LandedBy, out var tally))
            {
                living[run.LandedBy] = tally = new OriginTally();
            }

            tally.Add(run.Verdict.Class, run.Verdict.Buckets, run.Count);
        }

        return living.ToDictionary(pair => reading.Judge.Commits.Facts(pair.Key).Id, pair => pair.Value, StringComparer.Ordinal);
    }

    /// <summary>Where the commit itself says nothing, what is claimed of its lines may.</summary>
    private static LineVerdict Refined(LineVerdict verdict, OriginTally living)
    {
        var silent = verdict.Class == OriginClass.Unknown && verdict.Buckets == OriginBuckets.None;
        return silent && living.Ai + living.Mixed > living.Unknown + living.Human ? verdict with { Class = OriginClass.Ai, Confidence = Calibration.Claimed * living.Ai / living.Counted }
            : silent && living.Human > living.Unknown + living.Ai + living.Mixed ? verdict with { Class = OriginClass.Human, Confidence = Calibration.Claimed * living.Human / living.Counted }
            : verdict;
    }

    private static OriginCommitLine Line(LoggedCommit logged, CommitJudge judge, OriginTally living)
    {
        var facts = logged.Facts;
        var verdict = Refined(judge.Judge(facts, inside: false, logged.Added ?? int.MaxValue, dated: true).Verdict, living);
        return new OriginCommitLine(
            facts.Id,
            OriginText.Moment(facts.CommitTime),
            OriginText.Author(facts),
            OriginText.Subject(facts),
            OriginText.Class(verdict.Class),
            OriginText.Apart(verdict.Buckets),
            verdict.Tool,
            verdict.Model,
            Math.Round(verdict.Confidence, 3),
            [.. verdict.Evidence.Select(OriginEvidenceLine.From)],
            logged.Added,
            OriginCounts.From(living));
    }

    /// <summary>Weeks from their Mondays, the newest first, without those in which nothing was committed.</summary>
    private static List<OriginWeekLine> Weeks(List<OriginCommitLine> lines) =>
    [
        .. lines.GroupBy(line => Monday(line.At)).OrderByDescending(week => week.Key, StringComparer.Ordinal).Select(week =>
        {
            var tally = new OriginTally();
            foreach (var line in week)
            {
                var origin = Enum.Parse<OriginClass>(line.Class, ignoreCase: true);
                tally.Add(origin, line.Apart == "automation" ? OriginBuckets.Automation : OriginBuckets.None, line.Added ?? 0);
            }

            return new OriginWeekLine(week.Key, week.Count(), OriginCounts.From(tally));
        }),
    ];

    private static string Monday(string at)
    {
        var day = DateOnly.ParseExact(at[..10], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var back = ((int)day.DayOfWeek + 6) % 7;
        return (day.DayNumber < back ? day : day.AddDays(-back)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void WriteCsv(Csv csv, List<OriginCommitLine> lines)
    {
        csv.Row("commit", "at", "author", "subject", "class", "apart", "tool", "model", "confidence", "marks", "added", "livingAi", "livingMixed", "livingHuman", "livingUnknown");
        foreach (var line in lines)
        {
            csv.Row(line.Commit, line.At, line.Author, line.Subject, line.Class, line.Apart, line.Tool, line.Model, line.Confidence, string.Join("; ", line.Marks.Select(mark => mark.Quote)), line.Added, line.Living.Ai, line.Living.Mixed, line.Living.Human, line.Living.Unknown);
        }
    }
}
