using Microsoft.Data.Sqlite;

namespace Shop;

/// <summary>Products with their price breaks, read in one statement however many they are.</summary>
internal static class ProductRows
{
    public static Product? Find(Session session, string sku)
    {
        const string Sql = """
            SELECT sku, name, category, price_cents, weight_grams, from_quantity, unit_price_cents
            FROM products LEFT JOIN price_breaks USING (sku)
            WHERE sku = $sku ORDER BY from_quantity
            """;
        return Group(session.Query(Sql, Read, ("$sku", sku))).SingleOrDefault();
    }

    /// <summary>One page of products whose name contains the text, by SKU.</summary>
    public static List<Product> Search(Session session, string? text, Category? category, Page page)
    {
        const string Sql = """
            SELECT sku, name, category, price_cents, weight_grams, from_quantity, unit_price_cents
            FROM (
                SELECT * FROM products
                WHERE ($text IS NULL OR instr(lower(name), lower($text)) > 0) AND ($category IS NULL OR category = $category)
                ORDER BY sku LIMIT $size OFFSET $skip
            ) LEFT JOIN price_breaks USING (sku)
            ORDER BY sku, from_quantity
            """;
        var rows = session.Query(
            Sql, Read, ("$text", text), ("$category", category?.ToString()), ("$size", page.Size), ("$skip", page.Skip));
        return [.. Group(rows)];
    }

    private static IEnumerable<Product> Group(List<(Product Product, PriceBreak? Break)> rows) =>
        from row in rows
        group row by row.Product.Sku into same
        select same.First().Product with { Breaks = [.. same.Select(row => row.Break).OfType<PriceBreak>()] };

    private static (Product Product, PriceBreak? Break) Read(SqliteDataReader row)
    {
        var product = new Product(
            row.GetString(0),
            row.GetString(1),
            Enum.Parse<Category>(row.GetString(2)),
            Cents.ToAmount(row.GetInt64(3)),
            row.GetInt32(4),
            []);
        return (product, row.IsDBNull(5) ? null : new PriceBreak(row.GetInt32(5), Cents.ToAmount(row.GetInt64(6))));
    }

    /// <param name="Number">From 1.</param>
    internal readonly record struct Page(int Number, int Size)
    {
        public long Skip => (long)Size * (Number - 1);
    }
}
