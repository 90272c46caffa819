namespace Plumbline.Statistics;

/// <summary>
/// An interval by drawing whole clusters (services) again, as incidents of one service are not independent. Percentile method; Efron, Ann. Stat.
/// 7 (1979) 1. The same seed gives the same interval.
/// </summary>
internal static class ClusterBootstrap
{
    public const int Draws = 2000;

    /// <param name="clusters">What is drawn, with replacement.</param>
    /// <param name="statistic">Of a draw; NaN where the draw has none.</param>
    /// <param name="seed">Of the generator.</param>
    /// <param name="confidence">For example .95.</param>
    /// <returns>NaN ends where fewer than two clusters, or fewer than half of the draws, have a value.</returns>
    public static Interval Of<T>(IReadOnlyList<T> clusters, Func<IReadOnlyList<T>, double> statistic, int seed, double confidence = Normal.Usual)
    {
        var random = new Random(seed);
        var values = new List<double>(Draws);
        var drawn = new T[clusters.Count];
        for (var draw = 0; draw < Draws && clusters.Count > 1; draw++)
        {
            for (var i = 0; i < drawn.Length; i++)
            {
                drawn[i] = clusters[random.Next(clusters.Count)];
            }

            var value = statistic(drawn);
            if (!double.IsNaN(value))
            {
                values.Add(value);
            }
        }

        if (values.Count < Draws / 2)
        {
            return new Interval(double.NaN, double.NaN);
        }

        values.Sort();
        return new Interval(Quantile.Of(values, (1 - confidence) / 2), Quantile.Of(values, (1 + confidence) / 2));
    }
}
