namespace Shop;

internal static class CustomerEndpoints
{
    public static void Map(RouteGroupBuilder customers)
    {
        customers.MapGet("/{id:int}", (int id, Customers found, CancellationToken cancel) => found.Find(id, cancel));
        customers.MapGet("/{id:int}/orders", OrdersOf);
        customers.MapGet("/{id:int}/viewed", Viewed);
        customers.MapGet("/{id:int}/coupons/{code}", DeadlineOf);
    }

    private static async Task<List<Order>> OrdersOf(int id, Customers customers, OrderLedger ledger, CancellationToken cancel)
    {
        var customer = await customers.Find(id, cancel);
        return await ledger.OfCustomer(customer.Id, cancel);
    }

    private static async Task<IReadOnlyList<StockedProduct>> Viewed(int id, Customers customers, RecentlyViewed viewed, CancellationToken cancel)
    {
        var customer = await customers.Find(id, cancel);
        return await viewed.Of(customer.Id, cancel);
    }

    private static async Task<CouponDeadline> DeadlineOf(int id, string code, Customers customers, Coupons coupons, CancellationToken cancel)
    {
        var customer = await customers.Find(id, cancel);
        return CouponDeadline.Of(await coupons.Find(code, cancel), Customers.ZoneOf(customer));
    }
}
