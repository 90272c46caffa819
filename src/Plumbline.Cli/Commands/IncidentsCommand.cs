using System.CommandLine;
using Plumbline.Cli.Json;
using Plumbline.Cli.Ledger;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Cli.Commands;

internal static class IncidentsCommand
{
    public static Command Build(VerbRunner verbs)
    {
        var options = new LedgerOptions();
        return verbs.Verb("incidents", "List incidents, newest first, with what they are attributed to.", context => List().RunAsync(context, options), options.All);
    }

    /// <summary>Made when the verb runs: its types are the store's, which no other verb is to load.</summary>
    private static LedgerList<JudgedIncidentRow, IncidentLine> List() => new()
    {
        What = "incident",
        Find = (reader, service, since, most) => reader.Incidents(service, since, most),
        Line = IncidentStory.Line,
        Table = IncidentView.Table,
        At = row => row.Detected,
    };
}
