namespace Shop;

internal enum Category
{
    Tea,
    Coffee,
    Tableware,
    Books,
    Garden,
}

/// <param name="Price">List price of one piece, before tax.</param>
/// <param name="Breaks">Lower prices for larger quantities, smallest quantity first.</param>
internal sealed record Product(
    string Sku,
    string Name,
    Category Category,
    decimal Price,
    int WeightGrams,
    IReadOnlyList<PriceBreak> Breaks)
{
    /// <summary>Price of one piece when this many are bought.</summary>
    public decimal UnitPrice(int quantity)
    {
        var reached = Breaks.LastOrDefault(step => step.FromQuantity <= quantity);
        return reached?.UnitPrice ?? Price;
    }
}

internal sealed record PriceBreak(int FromQuantity, decimal UnitPrice);

/// <summary>A product with the pieces that can still be sold.</summary>
internal sealed record StockedProduct(Product Product, int Stock);
