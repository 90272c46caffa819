namespace Plumbline.Statistics;

/// <summary>
/// A rate ratio where it is uncertain whose an event is: one culprit is drawn for each event by the weights, many times, and the results are put
/// together. Rubin, Multiple Imputation for Nonresponse in Surveys (1987), chapter 3.
/// </summary>
/// <param name="Estimate">From the weights themselves; NaN where one group has none.</param>
/// <param name="Interval">That carries both the chance of events and the doubt about culprits.</param>
/// <param name="MissingShare">How much of the uncertainty is doubt about culprits, 0 to 1.</param>
internal readonly record struct ImputedRatio(double Estimate, Interval Interval, double MissingShare)
{
    public const int Draws = 200;

    /// <summary>The same events held against other exposures.</summary>
    /// <param name="factor">By how much the ratio changes with them.</param>
    public ImputedRatio Times(double factor) => new(Estimate * factor, new Interval(Interval.Low * factor, Interval.High * factor), MissingShare);

    /// <param name="events">For each event the weight of the first group and of the second one; what is left to one is neither's.</param>
    /// <param name="one">Exposure of the first group, above zero.</param>
    /// <param name="other">Exposure of the second group, above zero.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="confidence">For example .95.</param>
    public static ImputedRatio Of(IReadOnlyList<(double One, double Other)> events, double one, double other, int seed, double confidence = Normal.Usual)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(one);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(other);
        double ones = events.Sum(weights => weights.One), others = events.Sum(weights => weights.Other);
        if (ones <= 0 || others <= 0)
        {
            return new ImputedRatio(double.NaN, new Interval(0, double.PositiveInfinity), double.NaN);
        }

        var random = new Random(seed);
        var draws = new (double Log, double Variance)[Draws];
        for (var i = 0; i < Draws; i++)
        {
            var (first, second) = Draw(events, random);

            // Half an event more on each side keeps draws in which one has none (Haldane 1956).
            draws[i] = (Math.Log((first + 0.5) / one / ((second + 0.5) / other)), (1 / (first + 0.5)) + (1 / (second + 0.5)));
        }

        var mean = draws.Average(draw => draw.Log);
        var within = draws.Average(draw => draw.Variance);
        var between = draws.Sum(draw => (draw.Log - mean) * (draw.Log - mean)) / (Draws - 1) * (1 + (1.0 / Draws));
        var half = Normal.TwoSided(confidence) * Math.Sqrt(within + between);
        return new ImputedRatio(ones / one / (others / other), new Interval(Math.Exp(mean - half), Math.Exp(mean + half)), between / (within + between));
    }

    private static (int First, int Second) Draw(IReadOnlyList<(double One, double Other)> events, Random random)
    {
        int first = 0, second = 0;
        foreach (var (one, other) in events)
        {
            var drawn = random.NextDouble();
            first += drawn < one ? 1 : 0;
            second += drawn >= one && drawn < one + other ? 1 : 0;
        }

        return (first, second);
    }
}
