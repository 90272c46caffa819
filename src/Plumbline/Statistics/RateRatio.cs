namespace Plumbline.Statistics;

/// <summary>
/// The ratio of two Poisson rates, conditional on the sum of their events: of n events the first group has a binomial number, with the chance
/// RR t1 / (RR t1 + t0). Przyborowski and Wilenski, Biometrika 31 (1940) 313; intervals as in Fay, The R Journal 2 (2010) 53.
/// </summary>
/// <param name="Estimate">0 or infinite where one group has no event; NaN where none has.</param>
/// <param name="MidP">The interval to show: covers on average what it says.</param>
/// <param name="Exact">Never covers less than it says.</param>
/// <param name="MidPValue">Two-sided p that belongs to the mid-P interval.</param>
/// <param name="CentralP">Two-sided p that belongs to the exact interval: twice the smaller tail.</param>
/// <param name="MinLikeP">Two-sided p by likelihood, as R's <c>poisson.test</c> prints it; can contradict the interval.</param>
internal sealed record RateRatio(double Estimate, Interval MidP, Interval Exact, double MidPValue, double CentralP, double MinLikeP)
{
    /// <summary>The first rate divided by the second one. Both need exposure.</summary>
    public static RateRatio Of(Rate one, Rate other, double confidence = Normal.Usual)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(one.Exposure);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(other.Exposure);
        var scale = other.Exposure / one.Exposure;
        var all = one.Events + other.Events;
        if (all == 0)
        {
            var anything = new Interval(0, double.PositiveInfinity);
            return new RateRatio(double.NaN, anything, anything, 1, 1, 1);
        }

        var share = new Proportion(one.Events, all);
        var chance = 1 / (1 + scale);
        var equal = Binomial.Exactly(one.Events, all, chance);
        var above = Binomial.Above(one.Events, all, chance);
        var below = Binomial.Below(one.Events, all, chance);
        return new RateRatio(
            Odds(share.Estimate) * scale,
            Scaled(share.MidP(confidence), scale),
            Scaled(share.ClopperPearson(confidence), scale),
            Math.Min(1, 2 * (Math.Min(above, below) + (equal / 2))),
            Math.Min(1, 2 * (Math.Min(above, below) + equal)),
            Binomial.MinLike(one.Events, all, chance));
    }

    /// <summary>
    /// Events of both groups together that show a ratio of <paramref name="ratio"/> in four of five studies (two-sided .05), if one group has
    /// <paramref name="share"/> of the exposure: what counts that are too small would have to become.
    /// </summary>
    public static long EventsNeeded(double ratio, double share, double power = 0.8, double confidence = Normal.Usual)
    {
        var under = ratio * share / ((ratio * share) + 1 - share);
        var noise = (Normal.TwoSided(confidence) * Deviation(share)) + (Normal.Quantile(power) * Deviation(under));
        return (long)Math.Ceiling(Math.Pow(noise / (under - share), 2));
    }

    private static double Deviation(double chance) => Math.Sqrt(chance * (1 - chance));

    private static double Odds(double chance) => chance >= 1 ? double.PositiveInfinity : chance / (1 - chance);

    private static Interval Scaled(Interval chance, double scale) => new(Odds(chance.Low) * scale, Odds(chance.High) * scale);
}
