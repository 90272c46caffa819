using System.Globalization;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Sources;
using Plumbline.Origin;
using Plumbline.Origin.Lines;
using Plumbline.Origin.Verdicts;

namespace Plumbline.Cli.Origins;

/// <summary><c>plumb origin why</c>: all that led to the verdict on one line.</summary>
internal static class WhyRun
{
    public static async Task<ExitCode> RunAsync(VerbContext context, OriginQuery query, string target)
    {
        var (typed, from, to) = LineRange.Parse(target);
        if (from == 0 || to != from)
        {
            throw new UsageException($"'{target}' is not FILE:LINE.");
        }

        var reading = await OriginReading.OpenAsync(context, query).ConfigureAwait(false);
        var file = reading.Find(context, typed, query.Files(context));
        if (from > file.LineCount)
        {
            throw new LookupException(OriginFailure.NoLines, $"{file.Path} has {StateText.Plural(file.LineCount, "line")}, so there is no line {from}.", "Give a line that is there.");
        }

        var content = await reading.Contents.OneAsync(file.Path, context.Cancel).ConfigureAwait(false) ?? [];
        var story = reading.Judge.Explain(file, from);
        var apart = FileRun.Apart(reading, file, content).First(run => run.End >= from).Verdict.Buckets;
        var text = SourceLines.Of(content, file.LineCount)[from - 1];
        var strays = await StrayClaims.OfAsync(reading, file.Path, story, text, context.Cancel).ConfigureAwait(false);
        story = story with { Run = story.Run with { Verdict = story.Run.Verdict with { Buckets = apart, Evidence = [.. story.Run.Verdict.Evidence, .. strays] } } };
        var line = Line(reading, file, story, text);
        if (context.Json is { } json)
        {
            json.Write(line);
        }
        else if (context.Get(query.Csv))
        {
            var csv = new Csv(context.Terminal.Out);
            csv.Row("evidence", "source", "quote", "weight", "rejected");
            foreach (var evidence in line.Evidence)
            {
                csv.Row(evidence.Evidence, evidence.Source, evidence.Quote, evidence.Weight, evidence.Rejected);
            }
        }
        else
        {
            WhyView.Write(context, line);
        }

        return ExitCode.Ok;
    }

    private static OriginWhyLine Line(OriginReading reading, FileOrigins file, LineStory story, string text)
    {
        var run = story.Run;
        var commits = reading.Judge.Commits;
        var commit = commits.Facts(run.First.Commit);
        return new OriginWhyLine(
            file.Path,
            run.Start,
            text,
            OriginText.Class(run.Verdict.Class),
            OriginText.Apart(run.Verdict.Buckets),
            run.Verdict.Tool,
            run.Verdict.Model,
            Math.Round(run.Verdict.Confidence, 3),
            run.Tier.ToString(),
            commit.Id,
            OriginText.Subject(commit),
            OriginText.Author(commit),
            OriginText.Moment(commit.AuthorTime),
            reading.Map.Paths[run.First.Path],
            run.First.Line,
            [.. run.Verdict.Evidence.Select(OriginEvidenceLine.From)],
            [.. story.Remark.Notes.Select(note => Note(reading, note))],
            [.. story.Replaced.Select(old => Replaced(reading, old))],
            [.. story.Steps]);
    }

    private static OriginNoteLine Note(OriginReading reading, LineNote note)
    {
        var commit = reading.Judge.Commits.Facts(note.Commit);
        var tool = reading.Judge.Commits.Of(note.Commit).Verdict.Tool;
        return new OriginNoteLine(OriginText.Note(note.Kind), commit.Id, OriginText.Author(commit), tool, note.Number == 0 ? null : note.Number, note.Replaced == 0 ? null : note.Replaced);
    }

    private static OriginReplacedLine Replaced(OriginReading reading, ReplacedLine old) => new(
        reading.Judge.Commits.Facts(old.Overwrite.Old.Commit).Id,
        reading.Map.Paths[old.Overwrite.Old.Path],
        old.Overwrite.Old.Line,
        OriginText.Class(old.Verdict.Class),
        reading.Judge.Commits.Facts(old.Overwrite.Commit).Id,
        Math.Round(old.Overwrite.Similarity, 2),
        old.Counts,
        [.. old.Verdict.Evidence.Select(OriginEvidenceLine.From)]);
}
