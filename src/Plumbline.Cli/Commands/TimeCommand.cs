using System.CommandLine;
using Plumbline.Cli.Rendering;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

internal static class TimeCommand
{
    public static Command Build(VerbRunner verbs)
    {
        var options = new ProbeOptions(ProbeKind.Time);
        var to = new Option<string?>("--to") { Description = "Measure from PLACE to this one, instead of a whole method.", HelpName = "PLACE" };
        return verbs.Verb(
            "time",
            "Measure how long a method takes, or the way between two lines.",
            context => ProbeRun.RunAsync(context, options, options.Read(context) with { To = context.Get(to) }, _ => new TimeView(context)),
            [.. options.Symbols, to]);
    }
}
