using System.CommandLine;
using System.Globalization;
using Plumbline.Attach;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

internal static class MethodsCommand
{
    private const int UsualLimit = 200;

    public static Command Build(VerbRunner verbs)
    {
        var target = new TargetOptions();
        var pattern = new Argument<string>("PATTERN") { Description = "A part of a name such as Orders.Checkout; * stands for anything." };
        var limit = new Option<int>("--limit") { Description = "Show at most so many.", DefaultValueFactory = _ => UsualLimit, HelpName = "N" };
        var framework = new Option<bool>("--framework") { Description = "Search .NET itself, too." };
        return verbs.Verb(
            "methods",
            "List loaded methods, and whether each can take a probe.",
            c => RunAsync(c, target, new FindMethods(c.Get(pattern), c.Get(limit), c.Get(framework)) { Pdb = target.ReadPdb(c) }),
            [target.Process, pattern, limit, framework, target.Pdb, target.Force]);
    }

    private static async Task<ExitCode> RunAsync(VerbContext context, TargetOptions target, FindMethods request)
    {
        if (request.Limit < 1)
        {
            throw new UsageException("--limit must be at least 1.");
        }

        var agent = await context.AttachAsync(context.Get(target.Process), context.Get(target.Force)).ConfigureAwait(false);
        await using (agent.ConfigureAwait(false))
        {
            var found = await agent.AskAsync<MethodsFound>(request, context.Cancel).ConfigureAwait(false);
            if (found.Methods.Length == 0)
            {
                throw NotFound(request.Pattern, found.Nearest);
            }

            Write(context, found);
            return ExitCode.Ok;
        }
    }

    private static AttachException NotFound(string pattern, string[] nearest) => AttachException.From(new Failure(
        FailureCode.PlaceNotFound,
        $"No loaded method matches '{pattern}'.",
        "A method is found once its assembly is loaded; .NET's own methods only with --framework.",
        Candidates: nearest));

    private static void Write(VerbContext context, MethodsFound found)
    {
        if (context.Json is { } json)
        {
            foreach (var row in found.Methods)
            {
                json.Write(MethodLine.From(row));
            }
        }
        else
        {
            var palette = new Palette(context.Terminal.Color);
            foreach (var assembly in found.Methods.GroupBy(m => (m.Assembly, m.LoadContext)))
            {
                var load = assembly.Key.LoadContext is { } name ? $" in load context {SafeText.OneLine(name)}" : "";
                context.Terminal.Out.WriteLine(palette.Strong(SafeText.OneLine(assembly.Key.Assembly)) + load);
                foreach (var row in assembly)
                {
                    WriteRow(context.Terminal, palette, row);
                }
            }
        }

        if (found.Total > found.Methods.Length)
        {
            context.Tell($"{found.Methods.Length} of {found.Total} that match; --limit {found.Total} shows all.");
        }
    }

    private static void WriteRow(Terminal terminal, Palette palette, MethodRow row)
    {
        var where = row switch
        {
            { Symbols: false } => "no symbols",
            { File: { } file, Line: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}:{row.Line}"),
            _ => "symbols",
        };
        var kind = row.Kind == "method" ? "" : row.Kind + ", ";
        terminal.Out.WriteLine($"  {SafeText.OneLine(row.Name)}  {palette.Faint(SafeText.OneLine(row.Signature))}  {palette.Faint(SafeText.OneLine($"[{kind}{where}]"))}");
        if (row.Refusal is { } refusal)
        {
            terminal.Out.WriteLine($"    {palette.Warning("can't be probed: " + SafeText.OneLine(refusal))}");
        }
    }
}
