using System.Runtime.CompilerServices;

namespace Shop;

internal sealed record SalesRow(string Country, Category Category, long Orders, long Pieces, decimal Revenue);

/// <summary>What was sold, by country and category. Read country by country, so that a long report doesn't hold a connection.</summary>
internal sealed class SalesReport(Database database)
{
    public async IAsyncEnumerable<SalesRow> Rows([EnumeratorCancellation] CancellationToken cancel)
    {
        var countries = await database.Read(
            session => session.Query("SELECT DISTINCT country FROM customers ORDER BY country", row => row.GetString(0)), cancel);
        foreach (var country in countries)
        {
            foreach (var row in await InCountry(country, cancel))
            {
                yield return row;
            }
        }
    }

    private Task<List<SalesRow>> InCountry(string country, CancellationToken cancel)
    {
        const string Sql = """
            SELECT products.category, count(DISTINCT orders.id), sum(order_lines.quantity),
                   sum(order_lines.quantity * order_lines.unit_price_cents)
            FROM orders
            JOIN customers ON customers.id = orders.customer_id
            JOIN order_lines ON order_lines.order_id = orders.id
            JOIN products ON products.sku = order_lines.sku
            WHERE customers.country = $country AND orders.status IN ('Paid', 'Confirmed')
            GROUP BY products.category ORDER BY products.category
            """;
        return database.Read(
            session => session.Query(
                Sql,
                row => new SalesRow(
                    country,
                    Enum.Parse<Category>(row.GetString(0)),
                    row.GetInt64(1),
                    row.GetInt64(2),
                    Cents.ToAmount(row.GetInt64(3))),
                ("$country", country)),
            cancel);
    }
}
