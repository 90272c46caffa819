namespace Plumbline.Statistics;

/// <summary>
/// One rate ratio of several strata, each stratum compared within itself. Rothman and Boice (1979) for person-time; variance by Greenland and
/// Robins, Biometrics 41 (1985) 55.
/// </summary>
/// <param name="Estimate">The pooled ratio; NaN where no stratum says anything.</param>
/// <param name="Interval">Of it.</param>
/// <param name="ChiSquared">Against a ratio of one, without a correction for continuity; one degree of freedom.</param>
/// <param name="Heterogeneity">p of Woolf's test that the strata have one ratio in common; NaN where fewer than two strata can tell.</param>
internal sealed record MantelHaenszel(double Estimate, Interval Interval, double ChiSquared, double Heterogeneity)
{
    /// <summary>Events of a stratum from which the direction of its ratio counts.</summary>
    private const int Enough = 10;

    public double P => Normal.ChiSquaredP(ChiSquared, 1);

    /// <summary>Whether strata differ so that the pooled ratio hides something: they are to be shown instead.</summary>
    public bool StrataDiffer { get; private init; }

    /// <param name="strata">Of each stratum the rates of both groups. A stratum in which one has no exposure says nothing, and counts for nothing.</param>
    /// <param name="confidence">For example .95.</param>
    public static MantelHaenszel Of(IEnumerable<(Rate One, Rate Other)> strata, double confidence = Normal.Usual)
    {
        var told = strata.Where(stratum => stratum.One.Exposure > 0 && stratum.Other.Exposure > 0).ToList();
        double above = 0, below = 0, variance = 0, difference = 0;
        foreach (var (one, other) in told)
        {
            double all = one.Exposure + other.Exposure, events = one.Events + other.Events;
            above += one.Events * other.Exposure / all;
            below += other.Events * one.Exposure / all;
            variance += events * one.Exposure * other.Exposure / (all * all);
            difference += one.Events - (events * one.Exposure / all);
        }

        var estimate = above == 0 && below == 0 ? double.NaN : above / below;
        var half = Normal.TwoSided(confidence) * Math.Sqrt(variance / (above * below));
        var interval = above > 0 && below > 0 ? new Interval(estimate * Math.Exp(-half), estimate * Math.Exp(half)) : new Interval(0, double.PositiveInfinity);
        var heterogeneity = Woolf(told);
        return new MantelHaenszel(estimate, interval, variance > 0 ? difference * difference / variance : double.NaN, heterogeneity)
        {
            StrataDiffer = heterogeneity < 0.1 || (Leans(told, up: true) && Leans(told, up: false)),
        };
    }

    private static bool Leans(List<(Rate One, Rate Other)> strata, bool up) =>
        strata.Exists(stratum => stratum.One.Events + stratum.Other.Events >= Enough
            && (up ? stratum.One.Estimate > stratum.Other.Estimate : stratum.One.Estimate < stratum.Other.Estimate));

    /// <summary>Of the strata in which both groups have events. Woolf, Ann. Hum. Genet. 19 (1955) 251, for rates.</summary>
    private static double Woolf(List<(Rate One, Rate Other)> strata)
    {
        var logs = strata.Where(stratum => stratum.One.Events > 0 && stratum.Other.Events > 0)
            .Select(stratum => (Log: Math.Log(stratum.One.Estimate / stratum.Other.Estimate), Weight: 1 / ((1.0 / stratum.One.Events) + (1.0 / stratum.Other.Events))))
            .ToList();
        var mean = logs.Sum(log => log.Log * log.Weight) / logs.Sum(log => log.Weight);
        return Normal.ChiSquaredP(logs.Sum(log => log.Weight * (log.Log - mean) * (log.Log - mean)), logs.Count - 1);
    }
}
