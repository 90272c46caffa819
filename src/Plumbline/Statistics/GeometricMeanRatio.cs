namespace Plumbline.Statistics;

/// <summary>How much longer things take in one group than in another one: the ratio of geometric means, with whole clusters drawn again.</summary>
internal readonly record struct GeometricMeanRatio(double Estimate, Interval Interval)
{
    /// <param name="clusters">Of each cluster the durations of both groups, each above zero.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="confidence">For example .95.</param>
    public static GeometricMeanRatio Of(IReadOnlyList<(double[] One, double[] Other)> clusters, int seed, double confidence = Normal.Usual)
    {
        var logs = clusters.Select(cluster => (One: Logs(cluster.One), Other: Logs(cluster.Other))).ToList();
        return new GeometricMeanRatio(Ratio(logs), ClusterBootstrap.Of(logs, Ratio, seed, confidence));
    }

    private static (double Sum, int Count) Logs(double[] durations) => (durations.Sum(Math.Log), durations.Length);

    private static double Ratio(IReadOnlyList<((double Sum, int Count) One, (double Sum, int Count) Other)> clusters)
    {
        double one = 0, other = 0, ones = 0, others = 0;
        foreach (var cluster in clusters)
        {
            (one, ones) = (one + cluster.One.Sum, ones + cluster.One.Count);
            (other, others) = (other + cluster.Other.Sum, others + cluster.Other.Count);
        }

        return Math.Exp((one / ones) - (other / others));
    }
}
