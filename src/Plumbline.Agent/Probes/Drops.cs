namespace Plumbline.Agent.Probes;

/// <summary>Hits of one probe that were not acted on, by reason.</summary>
internal sealed class Drops
{
    private long _rate;
    private long _budget;
    private long _error;
    private long _ending;
    private long _reentrant;
    private long _queue;
    private long _crowded;

    public void Rate() => Interlocked.Increment(ref _rate);

    public void Budget() => Interlocked.Increment(ref _budget);

    public void Error() => Interlocked.Increment(ref _error);

    /// <summary>The method ended in the way that no expression asks about.</summary>
    public void Ending() => Interlocked.Increment(ref _ending);

    public void Reentrant() => Interlocked.Increment(ref _reentrant);

    public void Queue() => Interlocked.Increment(ref _queue);

    /// <summary>As many invocations as may be recorded at once were.</summary>
    public void Crowded() => Interlocked.Increment(ref _crowded);

    /// <summary>Whether there were any.</summary>
    public bool Any => Interlocked.Read(ref _rate) + Interlocked.Read(ref _budget) + Interlocked.Read(ref _error) + Interlocked.Read(ref _ending)
        + Interlocked.Read(ref _reentrant) + Interlocked.Read(ref _queue) + Interlocked.Read(ref _crowded) > 0;

    /// <param name="condition">Hits whose condition was false, counted by the sites.</param>
    public Dictionary<string, long> Snapshot(long condition)
    {
        var drops = new Dictionary<string, long>
        {
            ["condition"] = condition,
            ["rate"] = Interlocked.Read(ref _rate),
            ["budget"] = Interlocked.Read(ref _budget),
            ["error"] = Interlocked.Read(ref _error),
            ["ending"] = Interlocked.Read(ref _ending),
            ["reentrant"] = Interlocked.Read(ref _reentrant),
            ["queue"] = Interlocked.Read(ref _queue),
            ["crowded"] = Interlocked.Read(ref _crowded),
        };
        foreach (var reason in drops.Keys.Where(reason => drops[reason] == 0).ToArray())
        {
            drops.Remove(reason);
        }

        return drops;
    }
}
