namespace Load;

/// <summary>Counts by duration in buckets that are 1 % wide, so that percentiles are right to 1 % however long it runs.</summary>
internal sealed class Latencies
{
    private const double Width = 1.01;
    private const int Buckets = 2_000;

    private readonly long[] _counts = new long[Buckets];
    private long _longestTicks;

    public void Add(TimeSpan duration)
    {
        Interlocked.Increment(ref _counts[BucketOf(duration)]);
        var seen = Volatile.Read(ref _longestTicks);
        while (duration.Ticks > seen)
        {
            seen = Interlocked.CompareExchange(ref _longestTicks, duration.Ticks, seen);
        }
    }

    public long Count => _counts.Sum();

    public TimeSpan Longest => new(Volatile.Read(ref _longestTicks));

    /// <summary>The duration that this share of the requests did not exceed; zero when there were none.</summary>
    public TimeSpan Percentile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(Count * share));
        var seen = 0L;
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank)
            {
                return TimeSpan.FromMicroseconds(Math.Pow(Width, bucket + 0.5));
            }
        }

        return TimeSpan.Zero;
    }

    private static int BucketOf(TimeSpan duration) =>
        Math.Clamp((int)(Math.Log(Math.Max(1, duration.TotalMicroseconds)) / Math.Log(Width)), 0, Buckets - 1);
}
