using MathNet.Numerics;

namespace Plumbline.Statistics;

/// <summary>Events and what they were exposed to: changes, change-days, thousands of lines.</summary>
internal readonly record struct Rate
{
    /// <exception cref="ArgumentOutOfRangeException">Something is negative or no number.</exception>
    public Rate(long events, double exposure)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfNegative(exposure);
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(exposure), false, nameof(exposure));
        Events = events;
        Exposure = exposure;
    }

    public long Events { get; }

    public double Exposure { get; }

    /// <summary>Events for each unit of exposure; NaN without exposure.</summary>
    public double Estimate => Exposure > 0 ? Events / Exposure : double.NaN;

    /// <summary>The exact interval of a rate whose events are Poisson. Garwood, Biometrika 28 (1936) 437.</summary>
    public Interval Garwood(double confidence = Normal.Usual)
    {
        if (Exposure <= 0)
        {
            return new Interval(0, double.PositiveInfinity);
        }

        var (events, tail) = (Events, (1 - confidence) / 2);
        var most = (2 * (events + 1)) + (20 * Math.Sqrt(events + 1)) + 100;
        var low = events == 0 ? 0 : Root.Of(mean => (mean <= 0 ? 0 : SpecialFunctions.GammaLowerRegularized(events, mean)) - tail, 0, most);
        var high = Root.Of(mean => (mean <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(events + 1, mean)) - tail, 0, most);
        return new Interval(low / Exposure, high / Exposure);
    }

    /// <summary>As the exact one, with the observed count half in each tail: covers on average what it says. Berry and Armitage, The Statistician 44 (1995) 417.</summary>
    public Interval MidP(double confidence = Normal.Usual)
    {
        if (Exposure <= 0)
        {
            return new Interval(0, double.PositiveInfinity);
        }

        var (events, tail) = (Events, (1 - confidence) / 2);
        var most = (2 * (events + 1)) + (20 * Math.Sqrt(events + 1)) + 100;
        var low = events == 0 ? 0 : Root.Of(mean => ((AtMost(events - 1, mean) + AtMost(events, mean)) / 2) - 1 + tail, 0, most);
        var high = Root.Of(mean => ((AtMost(events - 1, mean) + AtMost(events, mean)) / 2) - tail, 0, most);
        return new Interval(low / Exposure, high / Exposure);
    }

    /// <summary>P(X at most <paramref name="count"/>) of a Poisson variable.</summary>
    private static double AtMost(long count, double mean) =>
        count < 0 ? 0 : mean <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(count + 1, mean);
}
