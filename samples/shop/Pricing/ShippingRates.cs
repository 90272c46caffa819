namespace Shop;

/// <summary>What parcels cost, by zone and weight.</summary>
internal sealed class ShippingRates
{
    private static readonly Zone s_home = new("home", Base: 4.95m, PerKilogram: 0.50m, FreeFrom: 75m);
    private static readonly Zone s_europe = new("Europe", Base: 9.95m, PerKilogram: 1.20m, FreeFrom: 150m);
    private static readonly Zone s_world = new("world", Base: 19.95m, PerKilogram: 4m, FreeFrom: decimal.MaxValue);

    /// <summary>Price of one parcel; each started kilogram counts. An empty parcel costs nothing.</summary>
    public decimal For(string country, int weightGrams, decimal goods)
    {
        var zone = ZoneOf(country);
        if (weightGrams == 0 || goods >= zone.FreeFrom)
        {
            return 0m;
        }

        var kilograms = (weightGrams + 999) / 1000;
        return zone.Base + zone.PerKilogram * kilograms;
    }

    private static Zone ZoneOf(string country) => country switch
    {
        "NL" => s_home,
        "BE" or "DE" or "FR" => s_europe,
        _ => s_world,
    };

    private sealed record Zone(string Name, decimal Base, decimal PerKilogram, decimal FreeFrom);
}
