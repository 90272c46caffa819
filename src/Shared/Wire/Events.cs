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

/// <param name="Name">Source name, or the text of the expression.</param>
/// <param name="Role">this, argument, local, return, exception, expression.</param>
/// <param name="Node">Index of the value's node.</param>
/// <param name="When">entry or exit, in a capture that has both; else null.</param>
internal sealed record CapturedValue(string Name, string Role, int Node, string? When = null);

/// <summary>One value. Which members are set depends on <see cref="Kind"/>.</summary>
internal sealed record CapturedNode
{
    /// <summary>null, boolean, number, string, char, enum, object, list, dictionary, pointer, type, delegate, time, redacted, unavailable.</summary>
    public required string Kind { get; init; }

    /// <summary>Run-time type in C# form.</summary>
    public string? Type { get; init; }

    /// <summary>Text of a scalar, culture-invariant; first characters of a cut string; reason of redacted and unavailable.</summary>
    public string? Value { get; init; }

    /// <summary>Length of a string, or count of a collection, where known.</summary>
    public long? Total { get; init; }

    /// <summary>Fields of an object.</summary>
    public CapturedField[]? Fields { get; init; }

    /// <summary>Nodes of a list's elements; keys and values in turn for a dictionary.</summary>
    public int[]? Items { get; init; }

    /// <summary>Why what is below is not all there: depth, elements, fields, characters, bytes, time, changed.</summary>
    public string? Cut { get; init; }
}

internal sealed record CapturedField(string Name, int Node);

/// <param name="Method">Method in source form.</param>
/// <param name="Line">Line, or 0.</param>
/// <param name="User">False for code of the framework.</param>
internal sealed record CapturedFrame(string Method, string? File, int Line, bool User);

/// <summary>One line of a log probe.</summary>
internal sealed record Logged(int Probe, long Hit, long At, string Text, int ThreadId, string? TraceId, string? SpanId) : WireMessage;

/// <summary>State of a count probe, sent every second.</summary>
/// <param name="Seconds">Time since the probe was applied.</param>
/// <param name="Groups">Hits by value of <c>--by</c>, most first; one row with an empty key without it.</param>
/// <param name="OtherGroups">Hits of groups that are not listed.</param>
internal sealed record Counted(int Probe, double Seconds, long Total, CountGroup[] Groups, long OtherGroups) : WireMessage;

internal sealed record CountGroup(string Key, long Hits);

/// <summary>State of a time probe, sent every second: a histogram with relative accuracy 1 % (DDSketch).</summary>
/// <param name="InFlight">Invocations that have begun and not ended.</param>
/// <param name="Failed">Invocations that ended by an exception.</param>
/// <param name="SumMicroseconds">Sum of all durations.</param>
/// <param name="Buckets">Index and count of every bucket in use, by index; bucket i holds (gamma^(i-1), gamma^i] microseconds.</param>
internal sealed record Timed(
    int Probe,
    double Seconds,
    long Count,
    long Failed,
    long InFlight,
    double MinMicroseconds,
    double MaxMicroseconds,
    double SumMicroseconds,
    TimeBucket[] Buckets) : WireMessage;

internal sealed record TimeBucket(int Index, long Count);

/// <summary>Call paths of a stack probe, sent every second, most hits first.</summary>
internal sealed record StacksSeen(int Probe, double Seconds, long Total, CallPath[] Paths) : WireMessage;

/// <param name="Frames">From the probed method outwards.</param>
internal sealed record CallPath(CapturedFrame[] Frames, long Hits);
