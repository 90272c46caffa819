namespace Shop;

internal enum Tier
{
    Standard,
    Silver,
    Gold,
}

/// <param name="Country">ISO 3166 code of two letters.</param>
/// <param name="TimeZone">IANA name; the customer's own calendar decides whether a coupon is still valid.</param>
internal sealed record Customer(int Id, string Name, string Email, Tier Tier, string Country, string TimeZone)
{
    public required Preferences Preferences { get; init; }

    /// <summary>Share of the subtotal that a loyal customer is let off.</summary>
    public decimal TierDiscount => Tier switch
    {
        Tier.Gold => 0.05m,
        Tier.Silver => 0.02m,
        _ => 0m,
    };
}
