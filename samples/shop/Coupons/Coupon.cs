namespace Shop;

internal enum CouponKind
{
    Percent,
    Amount,
    FreeShipping,
    Shipping,
}

/// <param name="Value">Percent of the eligible lines, or an amount of money, off the goods or off the shipping; nothing for free shipping.</param>
/// <param name="Until">Last day on which the coupon is valid.</param>
/// <param name="Only">The one category that the coupon is for, or any.</param>
/// <param name="Stackable">Whether it may be used together with other coupons.</param>
/// <param name="UsesLeft">Orders that can still use it, or no bound.</param>
internal sealed record Coupon(
    string Code,
    CouponKind Kind,
    decimal Value,
    decimal MinimumSpend,
    DateOnly From,
    DateOnly Until,
    Category? Only,
    bool Stackable,
    int? UsesLeft);

/// <param name="Rejection">Why the coupon does not count, or null when it does.</param>
internal sealed record CouponVerdict(Coupon Coupon, string? Rejection)
{
    public bool Accepted => Rejection is null;
}

internal sealed class CouponRejectedException(string code, string rejection)
    : ShopException("coupon-rejected", $"Coupon {code} {rejection}.");
