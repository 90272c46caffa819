namespace Shop;

/// <summary>What a basket costs, and why.</summary>
internal sealed record Quote(
    IReadOnlyList<QuoteLine> Lines,
    IReadOnlyList<Discount> Discounts,
    IReadOnlyList<RejectedCoupon> Rejected,
    Amounts Amounts,
    int Points);

internal sealed record QuoteLine(string Sku, string Name, int Quantity, decimal UnitPrice, decimal Amount);

internal sealed record Discount(string Name, decimal Amount);

internal sealed record RejectedCoupon(string Code, string Reason);

/// <param name="Discount">What is taken off the subtotal.</param>
/// <param name="Tax">On goods after discount, and on shipping.</param>
internal readonly record struct Amounts(decimal Subtotal, decimal Discount, decimal Shipping, decimal Tax)
{
    public decimal Total => Subtotal - Discount + Shipping + Tax;
}
