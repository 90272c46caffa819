namespace Plumbline.Wire;

/// <summary>One invocation of a method in full, of a record probe.</summary>
internal sealed record Recorded : WireMessage
{
    public required int Probe { get; init; }

    /// <summary>Number of this recording among those of the probe, from 1.</summary>
    public required long Hit { get; init; }

    /// <summary>When the invocation began, Unix microseconds.</summary>
    public required long At { get; init; }

    public required string Method { get; init; }

    /// <summary>returned, threw, disposed (an iterator left early), running (the probe went first, or the end can't be seen).</summary>
    public required string Outcome { get; init; }

    /// <summary>How long it ran, in microseconds; what recording took is in it.</summary>
    public double Microseconds { get; init; }

    /// <summary>The thread that it began on.</summary>
    public int ThreadId { get; init; }

    public string? ThreadName { get; init; }
    public string? TraceId { get; init; }
    public string? SpanId { get; init; }

    /// <summary>Source files that <see cref="Places"/> are in.</summary>
    public RecordedFile[] Files { get; init; } = [];

    /// <summary>The method's statements, in the order of its code; none without symbols.</summary>
    public RecordedPlace[] Places { get; init; } = [];

    /// <summary>What happened, in order.</summary>
    public required RecordedStep[] Steps { get; init; }

    /// <summary>Lines that were run after the recording was full.</summary>
    public long Passed { get; init; }

    /// <summary>Why not all is there: steps, bytes or time; else null.</summary>
    public string? Cut { get; init; }
}
