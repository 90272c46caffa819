using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
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
        var since = query.SinceSeconds(context) ?? reading.Revision.CommitTime - UsualSpan;
        var logged = await CommitLog.ReadAsync(reading.Folder, reading.Revision.Id, since, context.Get(query.Path), context.Cancel).ConfigureAwait(false);
        var judge = new CommitJudge(reading.Policy);
        var living = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < reading.Map.Commits.Count; i++)
        {
            living[reading.Judge.Commits.Facts(i).Id] = reading.Judge.Commits.LinesOf(i);
        }

        var lines = logged.Select(commit => Line(commit, judge, living.GetValueOrDefault(commit.Facts.Id))).ToList();
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

    private static OriginCommitLine Line(LoggedCommit logged, CommitJudge judge, int living)
    {
        var facts = logged.Facts;
        var verdict = judge.Judge(facts, inside: false, logged.Added ?? int.MaxValue, dated: true).Verdict;
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
            living);
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
        csv.Row("commit", "at", "author", "subject", "class", "apart", "tool", "model", "confidence", "marks", "added", "living");
        foreach (var line in lines)
        {
            csv.Row(line.Commit, line.At, line.Author, line.Subject, line.Class, line.Apart, line.Tool, line.Model, line.Confidence, string.Join("; ", line.Marks.Select(mark => mark.Quote)), line.Added, line.Living);
        }
    }
}
