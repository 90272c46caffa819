using System.Diagnostics;

namespace Plumbline.Agent.Watching;

/// <summary>
/// One exception on its way, from its throw to where it ends. Holds nothing of the user's but texts that are redacted already.
/// Written by the thread that throws it, read by the watch's own thread.
/// </summary>
internal sealed class Flight
{
    public required long Number { get; init; }

    /// <summary>Full name of the exception's type.</summary>
    public required string Type { get; init; }

    /// <summary>Redacted.</summary>
    public required string Message { get; init; }

    /// <summary>Unix microseconds of the first throw.</summary>
    public required long At { get; init; }

    public required int ThreadId { get; init; }

    public string? TraceId { get; init; }

    public string? SpanId { get; init; }

    /// <summary>The exceptions inside it, from the nearest inwards.</summary>
    public (string Type, string Message)[] Inner { get; init; } = [];

    /// <summary>The flights of those inside it that were seen thrown: this one took them over.</summary>
    public long[] Takes { get; init; } = [];
}

/// <summary>One throw of an exception: the first, or another one behind an await or a catch.</summary>
/// <param name="Number">Of this throw.</param>
/// <param name="Exception">Number of the exception's first throw.</param>
/// <param name="Type">Of the exception.</param>
/// <param name="Stack">The whole stack at this throw.</param>
/// <param name="Origin">
/// Where in the innermost frame it was thrown; null where that is as the stack says. Inside a catch or finally block, the stack names the
/// place in the try that led there.
/// </param>
/// <param name="Flight">The exception, where this is its first throw.</param>
internal sealed record Throw(long Number, long Exception, Type Type, StackTrace Stack, StackFrame? Origin, Flight? Flight)
{
    /// <summary>IL offset at which a frame of the stack was left.</summary>
    public int OffsetIn(StackFrame frame) => IsOrigin(frame) ? Origin!.GetILOffset() : frame.GetILOffset();

    private bool IsOrigin(StackFrame frame) => Origin is not null && frame.GetMethod() == Origin.GetMethod()
        && Array.Find(Stack.GetFrames(), known => known.GetMethod() == Origin.GetMethod()) == frame;
}
