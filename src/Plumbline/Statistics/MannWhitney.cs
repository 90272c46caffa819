namespace Plumbline.Statistics;

/// <summary>
/// Whether values of one group tend to be larger than those of another one. Mann and Whitney, Ann. Math. Stat. 18 (1947) 50. Exact where no
/// values are equal and both groups have less than 50; else by the normal distribution, corrected for ties and continuity.
/// </summary>
/// <param name="W">Pairs in which the value of the first group is larger; equal ones count half.</param>
/// <param name="TwoSided">Two-sided p.</param>
/// <param name="Greater">One-sided p that the first group's are larger.</param>
internal readonly record struct MannWhitney(double W, double TwoSided, double Greater)
{
    private const int MostExact = 50;

    public static MannWhitney Of(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        if (one.Count == 0 || other.Count == 0)
        {
            return new MannWhitney(0, double.NaN, double.NaN);
        }

        var (rankSum, ties) = Ranks(one, other);
        var w = rankSum - (one.Count * (one.Count + 1) / 2.0);
        return ties == 0 && one.Count < MostExact && other.Count < MostExact ? Exact(w, one.Count, other.Count) : Approximate(w, one.Count, other.Count, ties);
    }

    private static (double RankSum, double Ties) Ranks(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var all = one.Select(value => (Value: value, First: true)).Concat(other.Select(value => (Value: value, First: false))).OrderBy(pair => pair.Value).ToArray();
        double sum = 0, ties = 0;
        for (var i = 0; i < all.Length;)
        {
            var (from, first) = (i, 0);
            for (; i < all.Length && all[i].Value == all[from].Value; i++)
            {
                first += all[i].First ? 1 : 0;
            }

            double equal = i - from;
            sum += first * (from + ((equal + 1) / 2));
            ties += (equal * equal * equal) - equal;
        }

        return (sum, ties);
    }

    private static MannWhitney Exact(double w, int one, int other)
    {
        var ways = Ways(one, other);
        var all = ways.Sum();
        var most = (int)Math.Round(w);
        var upTo = ways.Take(most + 1).Sum() / all;
        var from = ways.Skip(most).Sum() / all;
        return new MannWhitney(w, Math.Min(1, 2 * Math.Min(upTo, from)), from);
    }

    /// <summary>In how many orders of the values W comes out as each number.</summary>
    private static double[] Ways(int one, int other)
    {
        // Of the first ranks, so many are the first group's, and so many pairs have its value as the larger one. Only sums: nothing cancels.
        var ways = new double[one + 1, (one * other) + 1];
        ways[0, 0] = 1;
        for (var rank = 0; rank < one + other; rank++)
        {
            for (var firsts = Math.Min(rank + 1, one); firsts > 0; firsts--)
            {
                var smaller = rank - (firsts - 1);
                for (var w = one * other; w >= smaller && smaller <= other; w--)
                {
                    ways[firsts, w] += ways[firsts - 1, w - smaller];
                }
            }
        }

        return [.. Enumerable.Range(0, (one * other) + 1).Select(w => ways[one, w])];
    }

    private static MannWhitney Approximate(double w, double one, double other, double ties)
    {
        var all = one + other;
        var deviation = Math.Sqrt(one * other / 12 * (all + 1 - (ties / (all * (all - 1)))));
        var distance = w - (one * other / 2);
        var greater = deviation > 0 ? 1 - (Normal.TwoSidedP((distance - 0.5) / deviation) / 2) : double.NaN;
        greater = distance - 0.5 > 0 ? 1 - greater : greater;
        var both = deviation > 0 ? Math.Min(1, Normal.TwoSidedP(Math.Max(0, Math.Abs(distance) - 0.5) / deviation)) : double.NaN;
        return new MannWhitney(w, both, greater);
    }
}
