namespace Plumbline.Statistics;

/// <summary>A share: how many of how many. The estimate is NaN where there are none.</summary>
internal readonly record struct Proportion
{
    /// <exception cref="ArgumentOutOfRangeException">Hits are negative, or more than trials.</exception>
    public Proportion(long hits, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, trials);
        Hits = hits;
        Trials = trials;
    }

    public long Hits { get; }

    public long Trials { get; }

    public double Estimate => (double)Hits / Trials;

    /// <summary>The score interval. Wilson, J. Am. Stat. Assoc. 22 (1927) 209.</summary>
    public Interval Wilson(double confidence = Normal.Usual)
    {
        if (Trials == 0)
        {
            return new Interval(0, 1);
        }

        double z = Normal.TwoSided(confidence), n = Trials, p = Estimate, z2 = z * z;
        var middle = (p + (z2 / (2 * n))) / (1 + (z2 / n));
        var half = z * Math.Sqrt((p * (1 - p) / n) + (z2 / (4 * n * n))) / (1 + (z2 / n));
        return new Interval(Hits == 0 ? 0 : middle - half, Hits == Trials ? 1 : middle + half);
    }

    /// <summary>The exact interval: never covers less than it says. Clopper and Pearson, Biometrika 26 (1934) 404.</summary>
    public Interval ClopperPearson(double confidence = Normal.Usual) => Limits(confidence, 1);

    /// <summary>As the exact one, with the observed outcome counted half in each tail. Berry and Armitage, The Statistician 44 (1995) 417.</summary>
    public Interval MidP(double confidence = Normal.Usual) => Limits(confidence, 0.5);

    /// <param name="confidence">For example .95.</param>
    /// <param name="own">How much of the probability of the observed outcome counts in a tail.</param>
    private Interval Limits(double confidence, double own)
    {
        var (hits, trials, tail) = (Hits, Trials, (1 - confidence) / 2);
        var low = hits == 0 ? 0 : Root.Of(p => Binomial.Above(hits, trials, p) + (own * Binomial.Exactly(hits, trials, p)) - tail, 0, 1);
        var high = hits == trials ? 1 : Root.Of(p => Binomial.Below(hits, trials, p) + (own * Binomial.Exactly(hits, trials, p)) - tail, 0, 1);
        return new Interval(low, high);
    }
}
