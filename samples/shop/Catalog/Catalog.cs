using Microsoft.Data.Sqlite;

namespace Shop;

/// <summary>Products and their prices. Single products are cached for a moment; stock never is.</summary>
internal sealed class Catalog(Database database, TimeProvider time)
{
    private const int PageSize = 20;
    private const string Columns = "sku, name, category, price_cents, weight_grams";

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
    public Task<List<Product>> Search(string? text, Category? category, int page, CancellationToken cancel)
    {
        const string Sql = $"""
            SELECT {Columns} FROM products
            WHERE ($text IS NULL OR instr(lower(name), lower($text)) > 0) AND ($category IS NULL OR category = $category)
            ORDER BY sku LIMIT $size OFFSET $skip
            """;
        return database.Read(
            session => session.Query(
                Sql,
                row => ReadProduct(session, row),
                ("$text", text),
                ("$category", category?.ToString()),
                ("$size", PageSize),
                ("$skip", (long)PageSize * (page - 1))),
            cancel);
    }

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
        database.Read(
            session => session.First(
                $"SELECT {Columns} FROM products WHERE sku = $sku", row => ReadProduct(session, row), ("$sku", sku)),
            cancel);

    private static Product ReadProduct(Session session, SqliteDataReader row)
    {
        var sku = row.GetString(0);
        var breaks = session.Query(
            "SELECT from_quantity, unit_price_cents FROM price_breaks WHERE sku = $sku ORDER BY from_quantity",
            step => new PriceBreak(step.GetInt32(0), Cents.ToAmount(step.GetInt64(1))),
            ("$sku", sku));
        return new Product(
            sku,
            row.GetString(1),
            Enum.Parse<Category>(row.GetString(2)),
            Cents.ToAmount(row.GetInt64(3)),
            row.GetInt32(4),
            breaks);
    }
}
