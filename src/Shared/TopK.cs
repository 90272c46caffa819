namespace Plumbline;

/// <summary>
/// The most frequent values with bounds of their counts (Metwally, Agrawal, El Abbadi: Space-Saving, ICDT 2005), by their hashes. A value
/// that finds no counter takes over the smallest one. With k counters and n values, a count is too high by at most n/k and never too low,
/// and what occurs more than n/k times is there. Merged as Agarwal and others show (Mergeable Summaries, PODS 2012): counts are added, and
/// what one of the two does not know counts there as its smallest; the k largest stay. One writer at a time.
/// </summary>
/// <param name="capacity">How many values are counted.</param>
internal sealed class TopK(int capacity)
{
    private readonly Dictionary<ulong, (long Count, long Error)> _counters = [];

    public int Capacity { get; } = capacity > 0 ? capacity : throw new ArgumentOutOfRangeException(nameof(capacity));

    /// <summary>Values that have a counter.</summary>
    public int Count => _counters.Count;

    /// <summary>All that was added.</summary>
    public long Total { get; private set; }

    /// <summary>How often a value lost its counter to another: while it is 0, every count is exact.</summary>
    public long Replaced { get; private set; }

    /// <summary>Adds a value by its hash.</summary>
    /// <returns>Its count before; 0 where it had no counter.</returns>
    public long Add(ulong hash)
    {
        Total++;
        if (_counters.TryGetValue(hash, out var known))
        {
            _counters[hash] = (known.Count + 1, known.Error);
            return known.Count;
        }

        var inherited = 0L;
        if (_counters.Count == Capacity)
        {
            var least = _counters.MinBy(counter => (counter.Value.Count, counter.Key));
            _counters.Remove(least.Key);
            inherited = least.Value.Count;
            Replaced++;
        }

        _counters[hash] = (inherited + 1, inherited);
        return 0;
    }

    /// <summary>The values, most frequent first; the true count is from Count - Error to Count.</summary>
    public IReadOnlyList<(ulong Hash, long Count, long Error)> Top() =>
    [
        .. _counters.OrderByDescending(counter => counter.Value.Count).ThenBy(counter => counter.Key)
            .Select(counter => (counter.Key, counter.Value.Count, counter.Value.Error)),
    ];

    public void Merge(TopK other)
    {
        var (mine, theirs) = (Floor, other.Floor);
        var all = _counters.Keys.Union(other._counters.Keys).Select(hash =>
        {
            var one = _counters.TryGetValue(hash, out var here) ? here : (Count: mine, Error: mine);
            var two = other._counters.TryGetValue(hash, out var there) ? there : (Count: theirs, Error: theirs);
            return (Hash: hash, Count: one.Count + two.Count, Error: one.Error + two.Error);
        }).OrderByDescending(counter => counter.Count).ThenBy(counter => counter.Hash).ToList();
        _counters.Clear();
        foreach (var (hash, count, error) in all.Take(Capacity))
        {
            _counters[hash] = (count, error);
        }

        Replaced += other.Replaced + Math.Max(0, all.Count - Capacity);
        Total += other.Total;
    }

    /// <summary>Most that a value without a counter may have occurred.</summary>
    private long Floor => _counters.Count < Capacity ? 0 : _counters.Values.Min(counter => counter.Count);
}
