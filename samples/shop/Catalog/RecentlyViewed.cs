using System.Collections.Concurrent;

namespace Shop;

/// <summary>The products that each customer looked at last, newest first.</summary>
internal sealed partial class RecentlyViewed(Catalog catalog, ILogger<RecentlyViewed> log)
{
    private const int Kept = 20;

    private readonly ConcurrentDictionary<int, List<string>> _viewed = new();

    public void Add(int customerId, string sku)
    {
        var viewed = _viewed.GetOrAdd(customerId, _ => []);
        viewed.Remove(sku);
        viewed.Insert(0, sku);
        if (viewed.Count > Kept)
        {
            viewed.RemoveAt(Kept);
        }
    }

    public async Task<IReadOnlyList<StockedProduct>> Of(int customerId, CancellationToken cancel)
    {
        var viewed = _viewed.GetValueOrDefault(customerId) ?? [];
        try
        {
            var products = new List<StockedProduct>(viewed.Count);
            foreach (var sku in viewed)
            {
                products.Add(await catalog.FindStocked(sku, cancel));
            }

            return products;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // A page without the products viewed last is still a page.
            NotShown(failure, viewed.Count, customerId);
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The {Count} products that customer {CustomerId} viewed last are not shown")]
    private partial void NotShown(Exception failure, int count, int customerId);
}
