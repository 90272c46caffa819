namespace Shop;

/// <summary>Brings together what a price depends on, and has it calculated.</summary>
internal sealed class Quotes(Catalog catalog, Customers customers, Coupons coupons, PriceCalculator calculator)
{
    public async Task<Quote> For(Cart cart, CancellationToken cancel)
    {
        var customer = await customers.Find(cart.CustomerId, cancel);
        var lines = new List<BasketLine>(cart.Lines.Count);
        foreach (var (sku, quantity) in cart.Lines)
        {
            lines.Add(new BasketLine(await catalog.Find(sku, cancel), quantity));
        }

        var entered = await coupons.FindAll(cart.Coupons, cancel);
        return calculator.Calculate(new Basket(lines), customer, entered, customers.Today(customer));
    }
}
