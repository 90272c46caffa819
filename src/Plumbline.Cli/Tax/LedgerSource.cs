using Plumbline.Cli.Captures;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Rendering;

namespace Plumbline.Cli.Tax;

/// <summary>The facts of the ledger that belongs to the working directory.</summary>
internal static class LedgerSource
{
    public static Task<TaxSource?> OpenAsync(VerbContext context)
    {
        context.Tell($"There is no ledger in {SafeText.OneLine(OpenStore.Place(context).Folder)} yet. `plumb ingest SOURCE FILE` begins one.");
        return Task.FromResult<TaxSource?>(null);
    }
}
