namespace Shop;

/// <param name="EndsAt">The moment at which the coupon's last day is over where the customer lives.</param>
internal sealed record CouponDeadline(string Code, DateOnly LastDay, DateTimeOffset EndsAt)
{
    public static CouponDeadline Of(Coupon coupon, TimeZoneInfo zone)
    {
        var midnight = coupon.Until.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var endsAt = TimeZoneInfo.ConvertTimeToUtc(midnight, zone);
        return new CouponDeadline(coupon.Code, coupon.Until, endsAt);
    }
}
