using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>
/// A share of lines whose unit of chance is the change: lines of one change stand and fall together, so an interval as if each were drawn alone
/// would be far too narrow. The ratio estimator with its linearised variance; Cochran, Sampling Techniques (1977), section 6.3.
/// </summary>
internal sealed class RatioSums
{
    private double _hits, _all, _hitsSquared, _allSquared, _product;

    public int Count { get; private set; }

    public double Ratio => _hits / _all;

    /// <summary>Of the ratio: the sum of (hits - ratio all)² over (sum of all)², times n/(n-1).</summary>
    public double Variance => Count < 2
        ? double.PositiveInfinity
        : Math.Max(0, _hitsSquared - (2 * Ratio * _product) + (Ratio * Ratio * _allSquared)) / (_all * _all) * Count / (Count - 1);

    public void Add(double hits, double all)
    {
        Count++;
        (_hits, _all) = (_hits + hits, _all + all);
        (_hitsSquared, _allSquared, _product) = (_hitsSquared + (hits * hits), _allSquared + (all * all), _product + (hits * all));
    }

    public Figure Figure()
    {
        var half = Normal.TwoSided(Normal.Usual) * Math.Sqrt(Variance);
        return new Figure(Ratio, new Interval(Math.Max(0, Ratio - half), Math.Min(1, Ratio + half)), _hits, _all, Count >= Tax.Figure.Fewest);
    }
}
