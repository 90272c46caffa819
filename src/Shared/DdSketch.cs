using Plumbline.Wire;

namespace Plumbline;

/// <summary>
/// Durations in microseconds with quantiles of relative accuracy 1 % (Masson, Rim, Lee: DDSketch, PVLDB 12, 2019): bucket i counts values
/// in (γ^(i-1), γ^i] with γ = 1.01/0.99, so that two sketches merge by adding their buckets. Values below one nanosecond count as one
/// nanosecond, those above nineteen years as nineteen years. One writer at a time; a reader may see a state that is a value old.
/// </summary>
internal sealed class DdSketch
{
    public const double Accuracy = 0.01;
    public const double Gamma = (1 + Accuracy) / (1 - Accuracy);

    private const double InverseLogGamma = 49.99833328888678;

    /// <summary>Index of one nanosecond.</summary>
    private const int Lowest = -345;

    private const int Size = 2048;

    private readonly long[] _buckets = new long[Size];

    public long Count { get; private set; }
    public double Sum { get; private set; }

    /// <summary>Smallest value; 0 while there is none.</summary>
    public double Min { get; private set; }

    /// <summary>Largest value; 0 while there is none.</summary>
    public double Max { get; private set; }

    /// <summary>Index of the bucket that holds the value; NaN and what is not positive fall into the lowest.</summary>
    public static int IndexOf(double microseconds)
    {
        if (!(microseconds > 0))
        {
            return Lowest;
        }

        var index = Math.Ceiling(Math.Log(microseconds) * InverseLogGamma);
        return (int)Math.Clamp(index, Lowest, Lowest + Size - 1);
    }

    /// <summary>Upper bound of a bucket, in microseconds.</summary>
    public static double UpperBound(int index) => Math.Exp(index / InverseLogGamma);

    public void Add(double microseconds)
    {
        var value = microseconds > 0 ? microseconds : 0;
        Include(1, value, value, value);
        _buckets[IndexOf(value) - Lowest]++;
    }

    public void Merge(DdSketch other)
    {
        if (other.Count > 0)
        {
            Include(other.Count, other.Sum, other.Min, other.Max);
            for (var i = 0; i < Size; i++)
            {
                _buckets[i] += other._buckets[i];
            }
        }
    }

    public void Clear()
    {
        Array.Clear(_buckets);
        (Count, Sum, Min, Max) = (0, 0, 0, 0);
    }

    /// <summary>
    /// The smallest value that at least a share q of the values does not exceed (nearest rank), off by at most 1 % of itself; NaN while
    /// there is none. Never outside of <see cref="Min"/> and <see cref="Max"/>.
    /// </summary>
    /// <param name="q">From 0 to 1.</param>
    public double Quantile(double q)
    {
        if (Count == 0)
        {
            return double.NaN;
        }

        var rank = Math.Max(0, (long)Math.Ceiling(Math.Clamp(q, 0, 1) * Count) - 1);
        long below = 0;
        for (var i = 0; i < Size; i++)
        {
            below += _buckets[i];
            if (below > rank)
            {
                // The point whose relative distance to both ends of the bucket is the same.
                return Math.Clamp(2 * UpperBound(i + Lowest) / (Gamma + 1), Min, Max);
            }
        }

        return Max;
    }

    /// <summary>The buckets in use, by index.</summary>
    public TimeBucket[] Buckets()
    {
        var used = new List<TimeBucket>();
        for (var i = 0; i < Size; i++)
        {
            if (_buckets[i] > 0)
            {
                used.Add(new TimeBucket(i + Lowest, _buckets[i]));
            }
        }

        return [.. used];
    }

    /// <summary>Adds durations that a message carries.</summary>
    public void Include(RequestTime time)
    {
        foreach (var bucket in Valid(time.Buckets))
        {
            var bound = UpperBound(bucket.Index);
            Include(bucket.Count, 0, bound / Gamma, bound);
            _buckets[bucket.Index - Lowest] += bucket.Count;
        }

        Sum += time.Microseconds;
    }

    /// <summary>The sketch that a message carries. Buckets out of range or with a negative count are left out.</summary>
    public static DdSketch From(Timed timed)
    {
        var sketch = new DdSketch();
        foreach (var bucket in Valid(timed.Buckets))
        {
            sketch._buckets[bucket.Index - Lowest] += bucket.Count;
            sketch.Count += bucket.Count;
        }

        (sketch.Sum, sketch.Min, sketch.Max) = (timed.SumMicroseconds, timed.MinMicroseconds, Math.Max(timed.MinMicroseconds, timed.MaxMicroseconds));
        return sketch;
    }

    private static IEnumerable<TimeBucket> Valid(TimeBucket[] buckets) =>
        buckets.Where(bucket => bucket.Count > 0 && bucket.Index is >= Lowest and < Lowest + Size);

    private void Include(long count, double sum, double min, double max)
    {
        Min = Count == 0 ? min : Math.Min(Min, min);
        Max = Count == 0 ? max : Math.Max(Max, max);
        Count += count;
        Sum += sum;
    }
}
