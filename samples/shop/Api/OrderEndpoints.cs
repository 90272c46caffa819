namespace Shop;

internal static class OrderEndpoints
{
    public static void Map(IEndpointRouteBuilder shop)
    {
        shop.MapGet("/orders/{id:long}", (long id, OrderLedger ledger, CancellationToken cancel) => ledger.Find(id, cancel));
        shop.MapPost("/orders/{id:long}/cancel", (long id, Orders orders, CancellationToken cancel) => orders.Cancel(id, cancel));
        shop.MapGet("/reports/sales", (SalesReport report, CancellationToken cancel) => report.Rows(cancel));
    }
}
