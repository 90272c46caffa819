using System.CommandLine;
using Plumbline.Cli.Ledger;
using Plumbline.Cli.Rendering;
using Plumbline.Store.Ledger;

namespace Plumbline.Cli.Commands;

internal static class IncidentsCommand
{
    public static Command Build(VerbRunner verbs)
    {
        var options = new LedgerOptions();
        return verbs.Verb("incidents", "List incidents, newest first, with what they are attributed to.", context => RunAsync(context, options), options.All);
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
        var found = reader.Incidents(service, since, limit == int.MaxValue ? limit : limit + 1);
        var lines = found.Take(limit).Select(row => IncidentStory.Line(reader, row)).ToList();
        if (context.Json is { } json)
        {
            lines.ForEach(json.Write);
            return ExitCode.Ok;
        }

        foreach (var line in lines.Count > 0 ? IncidentView.Table(lines) : [])
        {
            context.Terminal.Out.WriteLine(line);
        }

        context.Tell(options.Below(context, "incident", lines.Count, found.Count > limit, () => reader.Incidents(service, null, 1) is [var one] ? one.Detected : null));
        return ExitCode.Ok;
    }
}
