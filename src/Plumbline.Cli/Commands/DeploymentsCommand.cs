using System.CommandLine;
using Plumbline.Cli.Json;
using Plumbline.Cli.Ledger;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Cli.Commands;

internal static class DeploymentsCommand
{
    public static Command Build(VerbRunner verbs)
    {
        var options = new LedgerOptions();
        return verbs.Verb("deployments", "List deployments, newest first: what they brought, and how they went.", context => List().RunAsync(context, options), options.All);
    }

    /// <summary>Made when the verb runs: its types are the store's, which no other verb is to load.</summary>
    private static LedgerList<JudgedDeploymentRow, DeploymentLine> List() => new()
    {
        What = "deployment",
        Find = (reader, service, since, most) => reader.Deployments(service, since, most),
        Line = ShippingView.Line,
        Table = ShippingView.Table,
        At = row => row.At,
    };
}
