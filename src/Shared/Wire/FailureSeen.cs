namespace Plumbline.Wire;

/// <summary>Failures of one type from one place in user code; sent when the first is seen and whenever it changed.</summary>
internal sealed record FailureSeen : WireMessage
{
    /// <summary>Number of the group in this watch, from 1.</summary>
    public required int Group { get; init; }

    /// <summary>Full name of the exception's type.</summary>
    public required string Type { get; init; }

    /// <summary>Message of the first one, redacted; as it was given, not as a property may answer.</summary>
    public required string Message { get; init; }

    /// <summary>The innermost frame of user code.</summary>
    public required CapturedFrame Place { get; init; }

    /// <summary>The whole stack of the first one, from its throw outwards.</summary>
    public required CapturedFrame[] Frames { get; init; }

    /// <summary>Frames of user code that awaited the first one, and had it thrown again there, in order.</summary>
    public CapturedFrame[] Awaited { get; init; } = [];

    /// <summary>Exceptions inside the first one, from the nearest inwards.</summary>
    public InnerFailure[] Inner { get; init; } = [];

    public int ThreadId { get; init; }
    public string? TraceId { get; init; }
    public string? SpanId { get; init; }

    public long Count { get; init; }

    /// <summary>Numbers of exceptions of this group since it was told last, by which captures name theirs; the first of many.</summary>
    public long[] Numbers { get; init; } = [];

    /// <summary>Unix microseconds.</summary>
    public long First { get; init; }

    /// <summary>Unix microseconds.</summary>
    public long Last { get; init; }

    /// <summary>Where they ended, most first; those that are still on their way, or that nothing caught, are in none.</summary>
    public FailureEndCount[] Ends { get; init; } = [];
}
