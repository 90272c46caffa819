using System.CommandLine;
using Plumbline.Cli.Ledger;
using Plumbline.Cli.Rendering;
using Plumbline.Store.Ledger;

namespace Plumbline.Cli.Commands;

internal static class ExplainCommand
{
    public static Command Build(VerbRunner verbs)
    {
        var record = new Argument<string>("RECORD") { Description = "An incident, a deployment or a change, by its id." };
        return verbs.Verb("explain", "Tell why a record is or isn't counted in each metric.", context => RunAsync(context, context.Get(record)), record);
    }

    private static async Task<ExitCode> RunAsync(VerbContext context, string typed)
    {
        using var ledger = await OpenLedger.FindAsync(context).ConfigureAwait(false);
        if (ledger is null)
        {
            return ExitCode.Ok;
        }

        using var reader = new JudgedReader(ledger);
        var line = LedgerLookup.Any(reader, typed) switch
        {
            ({ } incident, _, _) => Explanation.Of(reader, incident),
            (_, { } deployment, _) => Explanation.Of(reader, deployment),
            var (_, _, change) => Explanation.Of(reader, change!),
        };
        if (context.Json is { } json)
        {
            json.Write(line);
            return ExitCode.Ok;
        }

        context.Terminal.Out.WriteLine($"{line.Record} {SafeText.OneLine(line.Id)}");
        foreach (var text in Table.Lines(["METRIC", "", "COUNTED", "WHY"], [.. line.Metrics.Select(metric => new[] { metric.Metric, metric.Name, metric.Counted ? "yes" : "no", SafeText.OneLine(metric.Reason) })]))
        {
            context.Terminal.Out.WriteLine(text);
        }

        return ExitCode.Ok;
    }
}
