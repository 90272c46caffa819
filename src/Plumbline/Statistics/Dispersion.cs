namespace Plumbline.Statistics;

/// <summary>
/// How much more events cluster than independent ones would: Pearson's chi-squared over its degrees of freedom, of a rate that all clusters have
/// in common. 1 for Poisson events. McCullagh and Nelder, Generalized Linear Models (1989), section 4.5.
/// </summary>
internal static class Dispersion
{
    /// <summary>From here on intervals are widened.</summary>
    public const double Over = 1.5;

    /// <returns>NaN where fewer than two clusters have exposure, or none an event.</returns>
    public static double Of(IEnumerable<Rate> clusters)
    {
        var exposed = clusters.Where(cluster => cluster.Exposure > 0).ToList();
        var rate = exposed.Sum(cluster => cluster.Events) / exposed.Sum(cluster => cluster.Exposure);
        return exposed.Count < 2 || !(rate > 0)
            ? double.NaN
            : exposed.Sum(cluster => Math.Pow(cluster.Events - (rate * cluster.Exposure), 2) / (rate * cluster.Exposure)) / (exposed.Count - 1);
    }

    /// <summary>The interval of a ratio, widened on the log scale by the root of the dispersion where that is high.</summary>
    public static Interval Widen(double estimate, Interval interval, double dispersion)
    {
        if (!(dispersion > Over) || !double.IsFinite(estimate) || estimate <= 0)
        {
            return interval;
        }

        var factor = Math.Sqrt(dispersion);
        return new Interval(estimate * Math.Pow(interval.Low / estimate, factor), estimate * Math.Pow(interval.High / estimate, factor));
    }
}
