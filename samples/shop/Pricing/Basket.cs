namespace Shop;

/// <summary>What is in a cart, at today's prices.</summary>
internal sealed record Basket(IReadOnlyList<BasketLine> Lines)
{
    public decimal Subtotal => Lines.Sum(line => line.Amount);

    public int WeightGrams => Lines.Sum(line => line.Product.WeightGrams * line.Quantity);

    /// <summary>Sum of the lines of one category, or of all.</summary>
    public decimal SubtotalOf(Category? category) =>
        category is null ? Subtotal : Lines.Where(line => line.Product.Category == category).Sum(line => line.Amount);
}

internal sealed record BasketLine(Product Product, int Quantity)
{
    public decimal UnitPrice => Product.UnitPrice(Quantity);

    public decimal Amount => UnitPrice * Quantity;
}
