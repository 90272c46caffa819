namespace Plumbline.Statistics;

/// <summary>Where a monotone function crosses zero, by halving: slower than Newton's way, and right for every function of that kind.</summary>
internal static class Root
{
    /// <summary>Halvings that exhaust the precision of a double between any two bounds used here.</summary>
    private const int Most = 200;

    /// <param name="function">Monotone between the bounds.</param>
    /// <param name="low">Where it has one sign.</param>
    /// <param name="high">Where it has the other one.</param>
    /// <returns>The crossing, to the last bits of a double; the nearer bound where both signs are the same.</returns>
    public static double Of(Func<double, double> function, double low, double high)
    {
        var atLow = function(low);
        if (Math.Sign(atLow) == Math.Sign(function(high)))
        {
            return Math.Abs(atLow) <= Math.Abs(function(high)) ? low : high;
        }

        for (var i = 0; i < Most; i++)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                break;
            }

            if (Math.Sign(function(middle)) == Math.Sign(atLow))
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low + ((high - low) / 2);
    }
}
