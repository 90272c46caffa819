using System.CommandLine;
using Plumbline.Cli.Rendering;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

internal static class StackCommand
{
    private const double UsualRate = 1000;

    public static Command Build(VerbRunner verbs)
    {
        var options = new ProbeOptions(ProbeKind.Stack, rate: UsualRate);
        return verbs.Verb(
            "stack",
            "Show who calls a place: call paths with their counts.",
            context => ProbeRun.RunAsync(context, options, options.Read(context), origins => new StackView(context, origins)),
            options.Symbols);
    }
}
