namespace Shop;

/// <summary>Products and their prices. Single products are cached for a moment; stock never is.</summary>
internal sealed class Catalog(Database database, TimeProvider time)
{
    private const int PageSize = 20;

    private readonly ExpiringCache<string, Product> _products = new(TimeSpan.FromSeconds(5), time);

    public async ValueTask<Product> Find(string sku, CancellationToken cancel)
    {
        var product = await _products.GetOrLoad(sku, Load, cancel);
        return product ?? throw new NotFoundException("product", sku);
    }

    public async Task<StockedProduct> FindStocked(string sku, CancellationToken cancel)
    {
        var product = await Find(sku, cancel);
        var stock = await database.Read(
            session => session.Single("SELECT stock FROM products WHERE sku = $sku", row => row.GetInt32(0), ("$sku", sku)), cancel);
        return new StockedProduct(product, stock);
    }

    /// <summary>One page of products whose name contains the text, by SKU.</summary>
    public Task<List<Product>> Search(string? text, Category? category, int page, CancellationToken cancel) =>
        database.Read(session => ProductRows.Search(session, text, category, new ProductRows.Page(page, PageSize)), cancel);

    public async Task<Product> ChangePrice(string sku, decimal price, CancellationToken cancel)
    {
        if (price <= 0 || price != Cents.Round(price))
        {
            throw new InvalidRequestException("price", "must be above zero, in whole cents");
        }

        var changed = await database.Write(
            session => session.Execute(
                "UPDATE products SET price_cents = $price WHERE sku = $sku", ("$price", Cents.From(price)), ("$sku", sku)),
            cancel);
        _products.Forget(sku);
        return changed == 0 ? throw new NotFoundException("product", sku) : await Find(sku, cancel);
    }

    private Task<Product?> Load(string sku, CancellationToken cancel) =>
        database.Read(session => ProductRows.Find(session, sku), cancel);
}
