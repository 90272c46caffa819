namespace Shop;

internal enum OrderStatus
{
    /// <summary>Stock is reserved, the payment has not been answered.</summary>
    Pending,
    Paid,

    /// <summary>Paid, and the customer has been told.</summary>
    Confirmed,

    /// <summary>Not paid; the stock went back.</summary>
    Failed,

    /// <summary>Paid back; the stock went back.</summary>
    Cancelled,
}

internal sealed record Order(
    long Id,
    Guid CartId,
    int CustomerId,
    OrderStatus Status,
    DateTimeOffset PlacedAt,
    Amounts Amounts)
{
    public decimal Total => Amounts.Total;

    public IReadOnlyList<QuoteLine> Lines { get; init; } = [];

    public IReadOnlyList<Discount> Discounts { get; init; } = [];

    public string? PaymentReference { get; init; }
}

internal sealed class OutOfStockException(string sku, int wanted)
    : ShopException("out-of-stock", $"There are fewer than {wanted} pieces of {sku}.");

internal sealed class OrderStateException(long order, OrderStatus status)
    : ShopException("order-state", $"Order {order} is {status}.");
