using System.CommandLine;
using Plumbline.Cli.Rendering;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

internal static class SnapshotCommand
{
    private const double UsualRate = 100;

    public static Command Build(VerbRunner verbs)
    {
        var options = new ProbeOptions(ProbeKind.Snapshot, hits: 1, rate: UsualRate);
        var stack = new Option<bool>("--stack") { Description = "Capture the call stack, too." };
        return verbs.Verb(
            "snapshot",
            "Capture arguments, this, locals, return value or exception at a place.",
            context => ProbeRun.RunAsync(context, options, options.Read(context) with { Stack = context.Get(stack) }, origins => new SnapshotView(context, origins)),
            [.. options.Symbols, stack]);
    }
}
