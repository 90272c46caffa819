namespace Shop;

/// <summary>Money is a decimal in the code and a whole number of cents in the database.</summary>
internal static class Cents
{
    /// <summary>To whole cents, half a cent away from zero.</summary>
    public static decimal Round(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    public static long From(decimal amount) => decimal.ToInt64(Round(amount) * 100m);

    public static decimal ToAmount(long cents) => cents / 100m;
}
