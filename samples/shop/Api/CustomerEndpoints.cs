namespace Shop;

internal static class CustomerEndpoints
{
    public static void Map(RouteGroupBuilder customers)
    {
        customers.MapGet("/{id:int}", (int id, Customers found, CancellationToken cancel) => found.Find(id, cancel));
        customers.MapGet("/{id:int}/orders", OrdersOf);
    }

    private static async Task<List<Order>> OrdersOf(int id, Customers customers, OrderLedger ledger, CancellationToken cancel)
    {
        var customer = await customers.Find(id, cancel);
        return await ledger.OfCustomer(customer.Id, cancel);
    }
}
