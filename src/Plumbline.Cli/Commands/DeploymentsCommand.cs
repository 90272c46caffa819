using System.CommandLine;
using Plumbline.Cli.Json;
using Plumbline.Cli.Ledger;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Cli.Commands;

internal static class DeploymentsCommand
{
    public static Command Build(VerbRunner verbs) => new LedgerList<JudgedDeploymentRow, DeploymentLine>
    {
        What = "deployment",
        Find = (reader, service, since, most) => reader.Deployments(service, since, most),
        Line = ShippingView.Line,
        Table = ShippingView.Table,
        At = row => row.At,
    }.Build(verbs, "deployments", "List deployments, newest first: what they brought, and how they went.");
}
