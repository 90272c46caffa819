using System.CommandLine;
using Plumbline.Cli.Json;
using Plumbline.Cli.Ledger;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Cli.Commands;

internal static class IncidentsCommand
{
    public static Command Build(VerbRunner verbs) => new LedgerList<JudgedIncidentRow, IncidentLine>
    {
        What = "incident",
        Find = (reader, service, since, most) => reader.Incidents(service, since, most),
        Line = IncidentStory.Line,
        Table = IncidentView.Table,
        At = row => row.Detected,
    }.Build(verbs, "incidents", "List incidents, newest first, with what they are attributed to.");
}
