using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>
/// How far sums of hours by origin may lie apart, as it is uncertain whose an incident was: one culprit is drawn for each by its weight, many
/// times, and the middle 95 % of the sums are the interval. Of very many incidents the sums are normal, and are not drawn.
/// </summary>
internal sealed class CulpritDraws(int seed)
{
    /// <summary>PERF: twenty million draws for a hundred thousand incidents would take longer than all the rest of M12.</summary>
    private const int MostDrawn = 2000;

    private readonly double[] _means = new double[OriginOrder.Count];
    private readonly double[] _variances = new double[OriginOrder.Count];
    private readonly double[][] _drawn = [.. Enumerable.Range(0, OriginOrder.Count).Select(_ => new double[ImputedRatio.Draws])];
    private readonly Random _random = new(seed);
    private int _uncertain;

    public void Add(double[] weights, double hours)
    {
        var sure = true;
        for (var i = 0; i < weights.Length; i++)
        {
            var weight = Math.Min(1, weights[i]);
            _means[i] += weight * hours;
            _variances[i] += weight * (1 - weight) * hours * hours;
            sure &= weight is <= 0 or >= 1;
        }

        _uncertain += sure ? 0 : 1;
        if (_uncertain <= MostDrawn)
        {
            Draw(weights, hours);
        }
    }

    /// <summary>By origin.</summary>
    public Interval[] Intervals() => [.. _drawn.Select((sums, i) =>
    {
        if (_uncertain > MostDrawn)
        {
            var half = Normal.TwoSided(Normal.Usual) * Math.Sqrt(_variances[i]);
            return new Interval(Math.Max(0, _means[i] - half), _means[i] + half);
        }

        Array.Sort(sums);
        return new Interval(Quantile.Of(sums, 0.025), Quantile.Of(sums, 0.975));
    })];

    private void Draw(double[] weights, double hours)
    {
        for (var draw = 0; draw < ImputedRatio.Draws; draw++)
        {
            var left = _random.NextDouble();
            for (var i = 0; i < weights.Length; i++)
            {
                left -= weights[i];
                if (left < 0)
                {
                    _drawn[i][draw] += hours;
                    break;
                }
            }
        }
    }
}
