namespace Shop;

internal static class OrderEndpoints
{
    public static void Map(IEndpointRouteBuilder shop)
    {
        shop.MapGet("/orders/{id:long}", (long id, OrderLedger ledger, CancellationToken cancel) => ledger.Find(id, cancel));
        shop.MapGet("/orders/{id:long}/shares", Shares);
        shop.MapPost("/orders/{id:long}/cancel", (long id, Orders orders, CancellationToken cancel) => orders.Cancel(id, cancel));
        shop.MapGet("/reports/sales", (SalesReport report, CancellationToken cancel) => report.Rows(cancel));
    }

    private static async Task<SharedBill> Shares(long id, int people, OrderLedger ledger, CancellationToken cancel) =>
        SharedBill.Of(await ledger.Find(id, cancel), people);
}
