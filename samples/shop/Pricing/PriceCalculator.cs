namespace Shop;

/// <summary>
/// From a basket to the amount to pay: tier discount, then coupons as they were entered, never below zero; then
/// shipping, minus coupons for it; then tax on both.
/// </summary>
internal sealed class PriceCalculator(ShippingRates shippingRates, TaxRates taxRates)
{
    public Quote Calculate(Basket basket, Customer customer, IReadOnlyList<Coupon> coupons, DateOnly today)
    {
        var subtotal = basket.Subtotal;
        var verdicts = CouponRules.Judge(coupons, basket, today);
        var accepted = verdicts.Where(verdict => verdict.Accepted).Select(verdict => verdict.Coupon).ToList();

        var discounts = Discounts(basket, customer, accepted);
        var discount = discounts.Sum(taken => taken.Amount);
        var goods = subtotal - discount;

        var rate = shippingRates.For(customer.Country, basket.WeightGrams, goods);
        var shipping = ShippingAfterCoupons(rate, accepted);
        var tax = Cents.Round((goods + shipping) * taxRates.For(customer.Country));

        return new Quote(
            [.. basket.Lines.Select(ToQuoteLine)],
            discounts,
            [.. verdicts.Where(verdict => !verdict.Accepted).Select(ToRejected)],
            new Amounts(subtotal, discount, shipping, tax),
            LoyaltyPoints.For(basket));
    }

    private static List<Discount> Discounts(Basket basket, Customer customer, IReadOnlyList<Coupon> accepted)
    {
        var discounts = new List<Discount>();
        var remaining = basket.Subtotal;

        Take($"{customer.Tier} customer", Cents.Round(remaining * customer.TierDiscount));
        foreach (var coupon in accepted)
        {
            Take(coupon.Code, CouponRules.Worth(coupon, basket));
        }

        return discounts;

        void Take(string name, decimal wanted)
        {
            var amount = Math.Min(wanted, remaining);
            if (amount > 0)
            {
                discounts.Add(new Discount(name, amount));
                remaining -= amount;
            }
        }
    }

    private static decimal ShippingAfterCoupons(decimal rate, IReadOnlyList<Coupon> accepted)
    {
        if (rate == 0 || accepted.Any(coupon => coupon.Kind == CouponKind.FreeShipping))
        {
            return 0m;
        }

        return rate - accepted.Where(coupon => coupon.Kind == CouponKind.Shipping).Sum(coupon => coupon.Value);
    }

    private static RejectedCoupon ToRejected(CouponVerdict verdict) => new(verdict.Coupon.Code, verdict.Rejection!);

    private static QuoteLine ToQuoteLine(BasketLine line) =>
        new(line.Product.Sku, line.Product.Name, line.Quantity, line.UnitPrice, line.Amount);
}
