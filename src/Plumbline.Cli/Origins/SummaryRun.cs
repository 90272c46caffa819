using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Git.Claims;
using Plumbline.Origin;
using Plumbline.Origin.Lines;
using Plumbline.Origin.Summaries;
using Plumbline.Origin.Verdicts;

namespace Plumbline.Cli.Origins;

/// <summary><c>plumb origin</c>: a revision as a whole.</summary>
internal static class SummaryRun
{
    public static async Task<ExitCode> RunAsync(VerbContext context, OriginQuery query)
    {
        var revision = AskedRevision.Open(context, query);
        var cache = await SummaryCache.OfAsync(context, query, revision).ConfigureAwait(false);
        var line = cache.Read(context);
        if (line is null)
        {
            (line, var isWhole) = await MakeAsync(context, query, revision).ConfigureAwait(false);
            cache.Write(context, line, isWhole);
        }
        else
        {
            OriginReading.TellGaps(context, line.Gaps);
        }

        var asked = line.Squashes.Unfetched > 0 && await AskedRemote.KnowsAsync(context, revision.State, line.At).ConfigureAwait(false);
        Write(context, query, line, asked);
        return ExitCode.Ok;
    }

    private static async Task<(OriginSummaryLine Line, bool IsWhole)> MakeAsync(VerbContext context, OriginQuery query, AskedRevision revision)
    {
        var reading = await OriginReading.OpenAsync(context, revision).ConfigureAwait(false);
        reading.TellGaps(context);
        var (summary, youngest) = await SummariseAsync(context, query, reading).ConfigureAwait(false);
        if (summary.Files == 0 && context.Get(query.Path) is { } pattern)
        {
            throw new LookupException(OriginFailure.NotInRevision, $"No file at {reading.Revision.Id[..9]} matches {pattern}.", "--path takes a folder, a file, or a pattern such as src/**/*.cs.");
        }

        var line = Line(reading, (summary, youngest), await RejectedClaims.OfAsync(reading, context.Cancel).ConfigureAwait(false));
        return (line, line.Gaps.Length == 0 && reading.Claims.Notes.Unread == 0);
    }

    private static void Write(VerbContext context, OriginQuery query, OriginSummaryLine line, bool asked)
    {
        if (context.Json is { } json)
        {
            json.Write(line);
        }
        else if (context.Get(query.Csv))
        {
            WriteCsv(new Csv(context.Terminal.Out), line);
        }
        else
        {
            SummaryView.Write(context, line, asked);
        }

        if (line.Lines is { Counted: 0, Automation: 0, Generated: 0, Boilerplate: 0 } && line.Youngest is { } youngest && context.Get(query.Since) is not null)
        {
            YoungLines.Tell(context, query, "", youngest[..10]);
        }
    }

    private static async Task<(OriginSummary Summary, long? Youngest)> SummariseAsync(VerbContext context, OriginQuery query, OriginReading reading)
    {
        var summary = new OriginSummary();
        var young = query.Lines(context, reading.Judge.Commits);
        var files = reading.Map.Files.Where(query.Files(context)).ToList();
        foreach (var file in files.Where(file => file.Kind != FileKind.Text))
        {
            summary.Add(file, [], [], generated: false);
        }

        var texts = files.Where(file => file.Kind == FileKind.Text).ToDictionary(file => file.Path, StringComparer.Ordinal);
        await reading.Contents.EachAsync(
            [.. texts.Keys],
            (path, content) =>
            {
                var file = texts[path];
                var generated = reading.Generated.Has(path) || (content is not null && BoilerplateLines.SaysGenerated(content));
                var boilerplate = content is null || generated ? [] : BoilerplateLines.Of(content, file.LineCount);
                summary.Add(file, reading.Judge.Judge(file).Where(young.Has), boilerplate, generated);
            },
            context.Cancel).ConfigureAwait(false);
        return (summary, young.Youngest);
    }

    private static OriginSummaryLine Line(OriginReading reading, (OriginSummary Summary, long? Youngest) found, OriginRefusalCount[] rejected) => new(
        reading.Revision.Id,
        OriginText.Moment(reading.Revision.CommitTime),
        found.Youngest is { } youngest ? OriginText.Moment(youngest) : null,
        found.Summary.Files,
        found.Summary.WithoutLines.Values.Sum(),
        OriginCounts.From(found.Summary.Total),
        Math.Round(found.Summary.Total.Coverage, 4),
        [.. found.Summary.Tools.OrderByDescending(tool => tool.Value).Select(tool => new OriginToolCount(OriginText.Class(tool.Key.Class), tool.Key.Tool, tool.Key.Model, tool.Value))],
        found.Summary.Tiers.OrderBy(tier => tier.Key).ToDictionary(tier => tier.Key.ToString(), tier => tier.Value, StringComparer.Ordinal),
        Groups(found.Summary.Languages),
        Groups(found.Summary.Folders),
        new OriginSquashes(reading.Map.Squashes.Candidates, reading.Map.Squashes.Unfolded, reading.Map.Squashes.Unfetched),
        found.Summary.MovedByTools,
        [.. reading.Judge.Accepted.OrderBy(store => store.Key, StringComparer.Ordinal).Select(store => new OriginClaimCount(store.Key, store.Value))],
        rejected,
        [.. reading.Claims.Troubles],
        [.. reading.Map.Gaps]);

    private static OriginGroup[] Groups(Dictionary<string, OriginTally> tallies) =>
        [.. tallies.OrderByDescending(group => group.Value.Counted).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => new OriginGroup(group.Key, OriginCounts.From(group.Value)))];

    private static void WriteCsv(Csv csv, OriginSummaryLine line)
    {
        csv.Row("group", "name", "counted", "ai", "mixed", "human", "unknown", "automation", "generated", "boilerplate");
        Write("all", "", line.Lines);
        foreach (var language in line.Languages)
        {
            Write("language", language.Name, language.Lines);
        }

        foreach (var folder in line.Folders)
        {
            Write("folder", folder.Name, folder.Lines);
        }

        void Write(string group, string name, OriginCounts c) => csv.Row(group, name, c.Counted, c.Ai, c.Mixed, c.Human, c.Unknown, c.Automation, c.Generated, c.Boilerplate);
    }
}
