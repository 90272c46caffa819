using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>How long something takes, in hours, where what is not over yet is known to take at least so long.</summary>
/// <param name="Count">All of them.</param>
/// <param name="Open">Of these not over yet.</param>
/// <param name="Median">Null where it is not reached, or fewer than <see cref="Figure.Fewest"/> are there.</param>
/// <param name="MedianInterval">Of the median.</param>
/// <param name="Ninth">The time by which nine of ten are over; null as above.</param>
/// <param name="GeometricMean">Of those that are over; NaN where none is.</param>
/// <param name="MeanInterval">Of the geometric mean, by the normal distribution of the logarithms.</param>
/// <param name="Bins">Those that are over, by <see cref="Bounds"/>.</param>
internal sealed record Spread(int Count, int Open, double? Median, Interval MedianInterval, double? Ninth, double GeometricMean, Interval MeanInterval, IReadOnlyList<int> Bins)
{
    /// <summary>What is shorter counts as one minute: clocks of two systems differ by as much.</summary>
    public const double Shortest = 1.0 / 60;

    /// <summary>Upper ends of the bins in hours; the last bin has none.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [0.25, 1, 4, 12, 24, 72, 168];

    public static IReadOnlyList<string> BinNames { get; } = ["under 15 min", "15 min–1 h", "1–4 h", "4–12 h", "12–24 h", "1–3 days", "3–7 days", "over 7 days"];

    public bool IsTold => Count >= Figure.Fewest;

    public static Spread Of(IReadOnlyList<Spell> spells)
    {
        var curve = KaplanMeier.Of(spells);
        var told = spells.Count >= Figure.Fewest;
        var bins = new int[Bounds.Count + 1];
        double sum = 0, squares = 0;
        var over = 0;
        foreach (var spell in spells.Where(spell => spell.Ended))
        {
            var log = Math.Log(Math.Max(Shortest, spell.Time));
            (sum, squares, over) = (sum + log, squares + (log * log), over + 1);
            bins[Bounds.Count(bound => spell.Time >= bound)]++;
        }

        var mean = sum / over;
        var half = over > 1 ? Normal.TwoSided(Normal.Usual) * Math.Sqrt(Math.Max(0, (squares - (sum * mean)) / (over - 1)) / over) : double.PositiveInfinity;
        return new Spread(
            spells.Count,
            spells.Count - over,
            told ? curve.Median : null,
            curve.MedianInterval,
            told ? Ninths(curve) : null,
            over == 0 ? double.NaN : Math.Exp(mean),
            over == 0 ? new Interval(0, double.PositiveInfinity) : new Interval(Math.Exp(mean - half), Math.Exp(mean + half)),
            bins);
    }

    private static double? Ninths(KaplanMeier curve)
    {
        foreach (var step in curve.Steps)
        {
            // 0.1 has no exact double, and a product of shares that is meant to be it may lie a hair above.
            if (step.Survival <= 0.1 + 1e-12)
            {
                return step.Time;
            }
        }

        return null;
    }
}
