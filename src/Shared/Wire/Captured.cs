namespace Plumbline.Wire;

/// <summary>One capture of a snapshot probe.</summary>
internal sealed record Captured : WireMessage
{
    public required int Probe { get; init; }

    /// <summary>Number of this capture among those of the probe, from 1.</summary>
    public required long Hit { get; init; }

    /// <summary>When the hit happened, Unix microseconds.</summary>
    public required long At { get; init; }

    public required string Method { get; init; }
    public string? File { get; init; }
    public int Line { get; init; }

    /// <summary>entry, return, throw, line, or call: entry and exit of one invocation in one capture.</summary>
    public required string Event { get; init; }

    /// <summary>How the invocation ended: returned, threw, disposed (an iterator left early), running (the probe went first); null where the capture was taken on the way.</summary>
    public string? Outcome { get; init; }

    /// <summary>Duration of the invocation in microseconds, or null.</summary>
    public double? Microseconds { get; init; }

    /// <summary>Of an armed method: number of the exception, as in <see cref="FailureSeen.Numbers"/>; else 0.</summary>
    public long Exception { get; init; }

    /// <summary>Of an armed method: number of the first that it shows, as in <see cref="FirstSeen.Number"/>; else 0.</summary>
    public long First { get; init; }

    /// <summary>Of an armed method: number of the slow call, as in <see cref="SlowSeen.Number"/>; else 0.</summary>
    public long Slow { get; init; }

    public int ThreadId { get; init; }
    public string? ThreadName { get; init; }
    public string? TraceId { get; init; }
    public string? SpanId { get; init; }

    /// <summary>Named values, each pointing into <see cref="Nodes"/>.</summary>
    public required CapturedValue[] Values { get; init; }

    /// <summary>Every captured node once; an object seen twice is one node, so identity and cycles are kept.</summary>
    public required CapturedNode[] Nodes { get; init; }

    public CapturedFrame[]? Frames { get; init; }

    /// <summary>Why the capture as a whole was cut, or null: bytes, time.</summary>
    public string? Cut { get; init; }
}
