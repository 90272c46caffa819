namespace Plumbline.Agent.Facts;

/// <summary>
/// How positive numbers are spread, by the power of two that they lie below. It tells a value that was merely not drawn yet from one that
/// does not belong: whoever has seen 1 to 1,000,000, each as often as another, will see a 0 one day. Races may lose a count.
/// </summary>
internal sealed class NumberSample
{
    private const int Buckets = 128;

    /// <summary>Power of two of the lowest bucket: everything below counts there.</summary>
    private const int Lowest = -63;

    private const long Fewest = 100;

    /// <summary>
    /// Gaps between neighbours that lie between the least value and one that does not belong. Another sign says something by itself, so
    /// fewer will do.
    /// </summary>
    private const double FarGaps = 20;
    private const double FarGapsToNegative = 4;

    private int[]? _buckets;
    private long _count;
    private double _min = double.PositiveInfinity;

    /// <summary>Largest value; 0 while there is none.</summary>
    public double Max { get; private set; }

    public void Add(double value)
    {
        if (!(value > 0) || double.IsInfinity(value))
        {
            return;
        }

        _count++;
        _min = Math.Min(_min, value);
        Max = Math.Max(Max, value);
        (_buckets ??= new int[Buckets])[Math.Clamp(Exponent(value) - Lowest, 0, Buckets - 1)]++;
    }

    /// <summary>The power of two, from the bits of a normal number (IEEE 754); those that are not normal lie below the lowest bucket anyway.</summary>
    private static int Exponent(double value) => (int)(BitConverter.DoubleToInt64Bits(value) >> 52) - 1023;

    /// <summary>
    /// Whether a value is farther below the least one than chance explains: the gap is many times that between neighbours in the lowest
    /// tenth. Without enough values it is taken to be.
    /// </summary>
    public bool IsFarBelow(double value)
    {
        if (_buckets is null || _count < Fewest)
        {
            return true;
        }

        var tenth = _count / 10;
        long below = 0;
        var bucket = 0;
        while (bucket < Buckets - 1 && (below += _buckets[bucket]) < tenth)
        {
            bucket++;
        }

        // A bucket reaches up to the next power of two; whole numbers end one before it, and a spread of nothing means one value.
        var upper = Math.Min(Math.ScaleB(1, bucket + Lowest + 1), Max);
        var spacing = Math.Max(0, upper - _min) / Math.Max(1, tenth);
        return _min - value > spacing * (value < 0 ? FarGapsToNegative : FarGaps);
    }
}
