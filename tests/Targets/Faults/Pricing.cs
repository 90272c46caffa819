using System.Globalization;
using System.Runtime.CompilerServices;

namespace Faults;

internal enum Channel
{
    Web,
    Shop,
    Phone,
}

/// <summary>Methods that are called often with ordinary values, and once with another.</summary>
internal static class Pricing
{
    private static readonly Random s_random = new(20250101);
    private static readonly string[] s_currencies = ["EUR", "USD", "GBP"];
    private static int s_id = 1000;

    /// <summary>Ordinary calls, so many.</summary>
    public static string Learn(int calls)
    {
        var sum = 0m;
        for (var i = 0; i < calls; i++)
        {
            sum += Ordinary();
        }

        return sum > 0 ? "learned" : "nothing";
    }

    public static async Task<string> LearnAsync(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            await ReserveAsync(1 + (i % 5), "A-" + i.ToString(CultureInfo.InvariantCulture));
        }

        return "learned";
    }

    /// <summary>One call with one value that was never there.</summary>
    public static string Odd(string what)
    {
        switch (what)
        {
            case "negative":
                Apply(100, -5.5m, "EUR", Channel.Web);
                break;
            case "null":
                Apply(100, 5, null, Channel.Web);
                break;
            case "empty":
                Total([], 1.5);
                break;
            case "enum":
                Apply(100, 5, "EUR", Channel.Phone);
                break;
            case "nan":
                Total([1, 2], double.NaN);
                break;
            case "comma":
                Read("12,50");
                break;
            case "result":
                Find(-1);
                break;
            case "swallowed":
                Read("12.5O");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what));
        }

        return what;
    }

    public static async Task<string> OddAsync()
    {
        await ReserveAsync(0, "A-1");
        return "zero";
    }

    private static decimal Ordinary()
    {
        var price = s_random.Next(100, 10_000) / 100m;
        Find(s_random.Next(1, 500));
        Read(price.ToString("F2", CultureInfo.InvariantCulture));
        Total(Enumerable.Range(1, s_random.Next(1, 6)).ToList(), s_random.NextDouble() + 0.5);
        Log(++s_id, DateTime.UtcNow.Ticks, Guid.NewGuid());
        return Apply(price, s_random.Next(1, 11), s_currencies[s_random.Next(3)], (Channel)s_random.Next(2));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static decimal Apply(decimal price, decimal discount, string? currency, Channel channel) =>
        price - (price * discount / 100) + (currency is null || channel == Channel.Phone ? 0.01m : 0);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Total(List<int> items, double factor) => items.Sum() * factor;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static decimal Read(string text)
    {
        try
        {
            return decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return 0;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? Find(int id) => id < 0 ? null : "item " + id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Values that are always new, and never strange.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Log(int id, long ticks, Guid request) => id > 0 && ticks > 0 && request != Guid.Empty;

    private static async Task<int> ReserveAsync(int pieces, string article)
    {
        await Task.Yield();
        return pieces + article.Length;
    }
}
