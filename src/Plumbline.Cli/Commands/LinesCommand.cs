using System.CommandLine;
using Plumbline.Attach;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Sources;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

internal static class LinesCommand
{
    public static Command Build(VerbRunner verbs)
    {
        var target = new TargetOptions();
        var place = new Argument<string>("FILE[:FROM-TO]") { Description = "A source file by its name or the end of its path, with a line or a range." };
        return verbs.Verb(
            "lines",
            "Show which lines of a source file can take a probe.",
            c => RunAsync(c, target, LineRange.Parse(c.Get(place))),
            [target.Process, place, target.Pdb, target.Force]);
    }

    private static async Task<ExitCode> RunAsync(VerbContext context, TargetOptions target, LineRange range)
    {
        var request = new FindLines(range.File, range.From, range.To, target.ReadPdb(context));
        var agent = await context.AttachAsync(context.Get(target.Process), context.Get(target.Force)).ConfigureAwait(false);
        await using (agent.ConfigureAwait(false))
        {
            var found = await agent.AskAsync<LinesFound>(request, context.Cancel).ConfigureAwait(false);
            if (found.Documents.Length == 0)
            {
                throw NotFound(range.File, found);
            }

            foreach (var document in found.Documents)
            {
                Write(context, DocumentView.Of(document, range, LocalSource.Find(range.File, document)));
            }

            return ExitCode.Ok;
        }
    }

    private static AttachException NotFound(string file, LinesFound found)
    {
        // A name that comes near is a slip of the pen; then it is of no use to know what else could not be searched.
        var problems = found.Nearest.Length > 0 || found.Problems.Length == 0 ? "" : " " + string.Join(" ", found.Problems);
        return AttachException.From(new Failure(
            FailureCode.PlaceNotFound,
            $"No loaded assembly was compiled from {file}.{problems}",
            problems.Length > 0 ? "--pdb gives symbols to an assembly that has none beside it." : "An assembly is searched once it is loaded.",
            Candidates: found.Nearest));
    }

    private static void Write(VerbContext context, DocumentView view)
    {
        if (view.Source.Warning is { } warning)
        {
            context.Tell(SafeText.OneLine(warning));
        }

        if (context.Json is { } json)
        {
            json.Write(view.Heading);
            foreach (var line in view.Lines)
            {
                json.Write(line);
            }

            return;
        }

        foreach (var line in LinesText.Of(view, new Palette(context.Terminal.Color)))
        {
            context.Terminal.Out.WriteLine(line);
        }
    }
}
