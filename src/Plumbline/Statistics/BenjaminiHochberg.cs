namespace Plumbline.Statistics;

/// <summary>Holds down the share of false discoveries among many tests. Benjamini and Hochberg, J. R. Stat. Soc. B 57 (1995) 289.</summary>
internal static class BenjaminiHochberg
{
    /// <summary>Adjusted p-values in the order of the given ones: a test is a discovery at q where its value is at most q.</summary>
    public static double[] Adjust(IReadOnlyList<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderByDescending(i => values[i]).ToArray();
        var adjusted = new double[values.Count];
        var least = 1.0;
        for (var i = 0; i < order.Length; i++)
        {
            least = Math.Min(least, values[order[i]] * values.Count / (values.Count - i));
            adjusted[order[i]] = least;
        }

        return adjusted;
    }
}
