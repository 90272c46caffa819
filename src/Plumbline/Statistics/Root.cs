namespace Plumbline.Statistics;

/// <summary>
/// Where a monotone function crosses zero. A secant through both bounds, whose stale end counts half (Dowell and Jarratt, BIT 11 (1971) 168:
/// "Illinois"), and a halving whenever three of these did not halve what is left: as sure as halving alone, in a fifth of the steps.
/// </summary>
internal static class Root
{
    /// <summary>Steps that exhaust the precision of a double between any two bounds used here.</summary>
    private const int Most = 200;
    private const int Patience = 3;

    /// <param name="function">Monotone between the bounds.</param>
    /// <param name="low">Where it has one sign.</param>
    /// <param name="high">Where it has the other one.</param>
    /// <returns>The crossing, to the last bits of a double; the nearer bound where both signs are the same.</returns>
    public static double Of(Func<double, double> function, double low, double high)
    {
        var (atLow, atHigh) = (function(low), function(high));
        if (Math.Sign(atLow) == Math.Sign(atHigh))
        {
            return Math.Abs(atLow) <= Math.Abs(atHigh) ? low : high;
        }

        var (width, side) = (high - low, 0);
        for (var i = 0; i < Most && atLow != 0 && atHigh != 0; i++)
        {
            if (i % Patience == Patience - 1)
            {
                side = high - low > width / 2 ? 2 : side;
                width = high - low;
            }

            var next = side == 2 || !double.IsFinite(atHigh - atLow) ? low + ((high - low) / 2) : low - (atLow * ((high - low) / (atHigh - atLow)));
            next = next > low && next < high ? next : low + ((high - low) / 2);
            if (next <= low || next >= high)
            {
                break;
            }

            var value = function(next);
            if (Math.Sign(value) == Math.Sign(atLow))
            {
                atHigh = side == -1 ? atHigh / 2 : atHigh;
                (low, atLow, side) = (next, value, -1);
            }
            else
            {
                atLow = side == 1 ? atLow / 2 : atLow;
                (high, atHigh, side) = (next, value, 1);
            }

            if (value == 0)
            {
                return next;
            }
        }

        return atLow == 0 ? low : atHigh == 0 ? high : low + ((high - low) / 2);
    }
}
