using System.CommandLine;
using Plumbline.Cli.Ledger;
using Plumbline.Cli.Rendering;
using Plumbline.Store.Ledger;

namespace Plumbline.Cli.Commands;

internal static class ChangeCommand
{
    public static Command Build(VerbRunner verbs)
    {
        var change = new Argument<string>("CHANGE") { Description = "A commit, as much of its id as is unique, or a pull request as #17." };
        return verbs.Verb("change", "Tell of one change: its origin, when it shipped, how it fared since.", context => RunAsync(context, context.Get(change)), change);
    }

    private static async Task<ExitCode> RunAsync(VerbContext context, string typed)
    {
        using var ledger = await OpenLedger.FindAsync(context).ConfigureAwait(false);
        if (ledger is null)
        {
            return ExitCode.Ok;
        }

        using var reader = new JudgedReader(ledger);
        var line = ShippingView.Line(reader, LedgerLookup.Change(reader, typed));
        context.Json?.Write(line);
        foreach (var text in context.Json is null ? ShippingView.Lines(line, new Palette(context.Terminal.Color)) : [])
        {
            context.Terminal.Out.WriteLine(text);
        }

        return ExitCode.Ok;
    }
}
