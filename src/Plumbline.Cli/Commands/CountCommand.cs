using System.CommandLine;
using Plumbline.Cli.Rendering;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

internal static class CountCommand
{
    public static Command Build(VerbRunner verbs)
    {
        var options = new ProbeOptions(ProbeKind.Count);
        var by = new Option<string?>("--by") { Description = "Count each value of this on its own.", HelpName = "EXPR" };
        return verbs.Verb(
            "count",
            "Count the hits of a place.",
            context => ProbeRun.RunAsync(context, options, options.Read(context) with { By = context.Get(by) }, _ => new CountView(context)),
            [.. options.Symbols, by]);
    }
}
