namespace Shop;

internal sealed record PopularProduct(string Sku, long Orders);

/// <summary>How many orders had the products of a cart in them: "1,204 others chose this too".</summary>
internal sealed class Popularity(Database database)
{
    public async Task<IReadOnlyList<PopularProduct>> Of(Cart cart, CancellationToken cancel)
    {
        var popular = new List<PopularProduct>(cart.Lines.Count);
        foreach (var line in cart.Lines)
        {
            popular.Add(new PopularProduct(line.Sku, await OrdersWith(line.Sku, cancel)));
        }

        return popular;
    }

    private Task<long> OrdersWith(string sku, CancellationToken cancel) =>
        database.Read(
            session => session.Single("SELECT count(DISTINCT order_id) FROM order_lines WHERE sku = $sku", row => row.GetInt64(0), ("$sku", sku)),
            cancel);
}
