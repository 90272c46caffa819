using System.Globalization;

namespace Shop;

internal sealed record PriceListResult(int Changed, int Skipped);

/// <summary>Price lists as suppliers send them: a line a product, the SKU and the new price with a semicolon between them.</summary>
internal sealed class PriceLists(Catalog catalog)
{
    public async Task<PriceListResult> Import(string list, CancellationToken cancel)
    {
        var (changed, skipped) = (0, 0);
        foreach (var line in list.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Split(';', StringSplitOptions.TrimEntries);
            try
            {
                await catalog.ChangePrice(cells[0], PriceOf(cells), cancel);
                changed++;
            }
            catch (FormatException)
            {
                // A line that can't be read must not hold up the others.
                skipped++;
            }
        }

        return new PriceListResult(changed, skipped);
    }

    private static decimal PriceOf(string[] cells) =>
        cells is [_, var price]
            ? decimal.Parse(price, CultureInfo.CurrentCulture)
            : throw new FormatException("A line is a SKU and a price.");
}
