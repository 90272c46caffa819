namespace Shop;

/// <summary>Which coupons count for a basket, and what they are worth.</summary>
internal static class CouponRules
{
    /// <summary>One verdict a coupon, in the order given. Earlier coupons win over later ones that don't combine.</summary>
    public static IReadOnlyList<CouponVerdict> Judge(IReadOnlyList<Coupon> coupons, Basket basket, DateOnly today)
    {
        var verdicts = new List<CouponVerdict>(coupons.Count);
        foreach (var coupon in coupons)
        {
            var accepted = verdicts.Where(verdict => verdict.Accepted).Select(verdict => verdict.Coupon);
            var rejection = WhyNot(coupon, basket, today) ?? WhyNotTogether(coupon, accepted);
            verdicts.Add(new CouponVerdict(coupon, rejection));
        }

        return verdicts;
    }

    /// <summary>What the coupon is worth on its own, in whole cents; what is off the shipping is worth nothing here.</summary>
    public static decimal Worth(Coupon coupon, Basket basket) => coupon.Kind switch
    {
        CouponKind.Percent => Cents.Round(basket.SubtotalOf(coupon.Only) * coupon.Value / 100m),
        CouponKind.Amount => Math.Min(coupon.Value, basket.SubtotalOf(coupon.Only)),
        _ => 0m,
    };

    private static string? WhyNot(Coupon coupon, Basket basket, DateOnly today)
    {
        var eligible = basket.SubtotalOf(coupon.Only);
        return coupon switch
        {
            _ when today < coupon.From => $"is not valid before {coupon.From:yyyy-MM-dd}",
            _ when today > coupon.Until => $"expired on {coupon.Until:yyyy-MM-dd}",
            { UsesLeft: <= 0 } => "has been used up",
            { Only: { } category } when eligible == 0 => $"is only for {category}",
            _ when eligible < coupon.MinimumSpend => $"needs a basket of at least {coupon.MinimumSpend:F2}",
            _ => null,
        };
    }

    private static string? WhyNotTogether(Coupon coupon, IEnumerable<Coupon> accepted)
    {
        var clash = accepted.FirstOrDefault(other => other.Code == coupon.Code || !(other.Stackable && coupon.Stackable));
        return clash is null ? null : $"cannot be combined with {clash.Code}";
    }
}
