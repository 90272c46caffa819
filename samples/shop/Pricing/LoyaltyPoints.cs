namespace Shop;

internal static class LoyaltyPoints
{
    /// <summary>A point for every whole unit of money that the goods cost, before discounts.</summary>
    public static int For(Basket basket)
    {
        var cents = 0;
        foreach (var line in basket.Lines)
        {
            var unitCents = (int)Cents.From(line.UnitPrice);
            cents += unitCents * line.Quantity;
        }

        return cents / 100;
    }
}
