using System.CommandLine;
using Plumbline.Cli.Ledger;
using Plumbline.Cli.Rendering;
using Plumbline.Store.Ledger;

namespace Plumbline.Cli.Commands;

internal static class DeploymentsCommand
{
    public static Command Build(VerbRunner verbs)
    {
        var options = new LedgerOptions();
        return verbs.Verb("deployments", "List deployments, newest first: what they brought, and how they went.", context => RunAsync(context, options), options.All);
    }

    private static async Task<ExitCode> RunAsync(VerbContext context, LedgerOptions options)
    {
        var (service, since, limit) = options.Read(context);
        using var ledger = await OpenLedger.FindAsync(context).ConfigureAwait(false);
        if (ledger is null)
        {
            return ExitCode.Ok;
        }

        using var reader = new JudgedReader(ledger);
        var found = reader.Deployments(service, since, limit == int.MaxValue ? limit : limit + 1);
        var lines = found.Take(limit).Select(row => ShippingView.Line(reader, row)).ToList();
        if (context.Json is { } json)
        {
            lines.ForEach(json.Write);
            return ExitCode.Ok;
        }

        foreach (var line in lines.Count > 0 ? ShippingView.Table(lines) : [])
        {
            context.Terminal.Out.WriteLine(line);
        }

        context.Tell(options.Below(context, "deployment", lines.Count, found.Count > limit, () => reader.Deployments(service, null, 1) is [var one] ? one.At : null));
        return ExitCode.Ok;
    }
}
