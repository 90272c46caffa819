namespace Shop;

internal static class CatalogEndpoints
{
    private const int LastPage = 1_000;

    public static void Map(RouteGroupBuilder products)
    {
        products.MapGet("/", Search);
        products.MapPost("/prices", Import);
        products.MapGet("/{sku}", Show);
        products.MapPut(
            "/{sku}/price",
            (string sku, NewPrice change, Catalog catalog, CancellationToken cancel) => catalog.ChangePrice(sku, change.Price, cancel));
    }

    private static Task<List<Product>> Search(string? search, Category? category, int? page, Catalog catalog, CancellationToken cancel) =>
        page is < 1 or > LastPage
            ? throw new InvalidRequestException("page", $"must be between 1 and {LastPage}")
            : catalog.Search(search, category, page ?? 1, cancel);

    private static async Task<StockedProduct> Show(
        string sku, int? customer, Catalog catalog, Customers customers, RecentlyViewed viewed, CancellationToken cancel)
    {
        var product = await catalog.FindStocked(sku, cancel);
        if (customer is { } id)
        {
            viewed.Add((await customers.Find(id, cancel)).Id, product.Product.Sku);
        }

        return product;
    }

    private static async Task<PriceListResult> Import(HttpRequest request, PriceLists lists, CancellationToken cancel)
    {
        using var body = new StreamReader(request.Body);
        return await lists.Import(await body.ReadToEndAsync(cancel), cancel);
    }

    internal sealed record NewPrice(decimal Price);
}
