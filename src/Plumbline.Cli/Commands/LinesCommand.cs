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
        var pdb = new Option<string[]>("--pdb") { Description = "A symbol file; repeatable.", HelpName = "FILE", DefaultValueFactory = _ => [] };
        return verbs.Verb(
            "lines",
            "Show which lines of a source file can take a probe.",
            c => RunAsync(c, target, LineRange.Parse(c.Get(place)), c.Get(pdb) ?? []),
            [target.Process, place, pdb, target.Force]);
    }

    private static async Task<ExitCode> RunAsync(VerbContext context, TargetOptions target, LineRange range, string[] pdb)
    {
        var request = new FindLines(range.File, range.From, range.To, [.. pdb.Select(ProbeOptions.ExistingFile)]);
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

    private static AttachException NotFound(string file, LinesFound found) => AttachException.From(new Failure(
        FailureCode.PlaceNotFound,
        $"No loaded assembly was compiled from {file}{(found.Problems.Length > 0 ? ", as far as symbols tell. " + string.Join(" ", found.Problems) : ".")}",
        "`plumb methods` shows which assemblies have symbols; --pdb gives them to one that has none.",
        Candidates: found.Nearest));

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
