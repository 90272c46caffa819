using Plumbline.Cli.Commands;
using Plumbline.Cli.Ledger;
using Plumbline.Store.Ledger;

namespace Plumbline.Cli.Tax;

/// <summary>The facts of the ledger that belongs to the working directory.</summary>
internal static class LedgerSource
{
    /// <summary>Null, and a word to the user, where there is none, or nothing in it.</summary>
    public static async Task<TaxSource?> OpenAsync(VerbContext context)
    {
        var ledger = await OpenLedger.FindAsync(context).ConfigureAwait(false);
        if (ledger is null)
        {
            return null;
        }

        if (new FactsReader(ledger).Read() is { } facts)
        {
            return new TaxSource(facts, OpenLedger.Policy(context).Evaluation, (changes, incidents) => Names(ledger, changes, incidents), ledger);
        }

        ledger.Dispose();
        context.Tell("The ledger holds no events yet. `plumb ingest SOURCE FILE` takes them in.");
        return null;
    }

    private static TaxNames Names(LedgerFile ledger, IReadOnlyCollection<long> changes, IReadOnlyCollection<long> incidents)
    {
        using var reader = new JudgedReader(ledger);
        return new TaxNames(
            reader.Changes(changes).ToDictionary(row => row.Id, row => new TaxName(row.Key, row.Title, null)),
            incidents.Select(id => reader.Incident(id)).OfType<Store.Ledger.Rows.JudgedIncidentRow>().ToDictionary(row => row.Id, row => new TaxName(row.Key, row.Title, row.Url)));
    }
}
