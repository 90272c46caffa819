namespace Plumbline.Wire;

/// <summary>A call of an armed method took longer than <see cref="WatchFailures.SlowMilliseconds"/>.</summary>
internal sealed record SlowSeen : WireMessage
{
    /// <summary>In this watch, from 1; the capture of that call carries it as <see cref="Captured.Slow"/>.</summary>
    public required long Number { get; init; }

    public required string Method { get; init; }
    public string? File { get; init; }
    public int Line { get; init; }

    /// <summary>From its entry to its end, waits of an async method included.</summary>
    public required double Microseconds { get; init; }

    /// <summary>returned or threw.</summary>
    public string? Outcome { get; init; }

    /// <summary>Slow calls of the method in this watch, this one included: few of many are told.</summary>
    public long Count { get; init; }

    /// <summary>Where the time went, longest first; null where the calls that it makes were not timed yet.</summary>
    public CalleeTime[]? Callees { get; init; }

    /// <summary>Of the activity that it ran in, or null.</summary>
    public string? TraceId { get; init; }

    /// <summary>Unix microseconds of its end.</summary>
    public long At { get; init; }
}
