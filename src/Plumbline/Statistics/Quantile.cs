namespace Plumbline.Statistics;

/// <summary>Quantiles of sorted values, between neighbours by a straight line. Hyndman and Fan, Am. Stat. 50 (1996) 361, type 7.</summary>
internal static class Quantile
{
    /// <returns>NaN where there are no values.</returns>
    public static double Of(IReadOnlyList<double> sorted, double share)
    {
        if (sorted.Count == 0)
        {
            return double.NaN;
        }

        var at = share * (sorted.Count - 1);
        var below = (int)Math.Floor(at);
        return below + 1 >= sorted.Count ? sorted[^1] : sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below]));
    }
}
