namespace Shop;

internal static class CatalogEndpoints
{
    private const int LastPage = 1_000;

    public static void Map(RouteGroupBuilder products)
    {
        products.MapGet("/", Search);
        products.MapGet("/{sku}", (string sku, Catalog catalog, CancellationToken cancel) => catalog.FindStocked(sku, cancel));
        products.MapPut(
            "/{sku}/price",
            (string sku, NewPrice change, Catalog catalog, CancellationToken cancel) => catalog.ChangePrice(sku, change.Price, cancel));
    }

    private static Task<List<Product>> Search(string? search, Category? category, int? page, Catalog catalog, CancellationToken cancel) =>
        page is < 1 or > LastPage
            ? throw new InvalidRequestException("page", $"must be between 1 and {LastPage}")
            : catalog.Search(search, category, page ?? 1, cancel);

    internal sealed record NewPrice(decimal Price);
}
