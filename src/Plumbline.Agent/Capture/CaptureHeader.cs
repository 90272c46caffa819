using Plumbline.Wire;

namespace Plumbline.Agent.Capture;

/// <summary>What is known about a hit besides its values; the members are those of <see cref="Captured"/>.</summary>
internal readonly record struct CaptureHeader
{
    public required int Probe { get; init; }
    public required long Hit { get; init; }
    public required long At { get; init; }
    public required string Method { get; init; }
    public string? File { get; init; }
    public int Line { get; init; }
    public required string Event { get; init; }
    public string? Outcome { get; init; }
    public double? Microseconds { get; init; }
    public int ThreadId { get; init; }
    public string? ThreadName { get; init; }
    public string? TraceId { get; init; }
    public string? SpanId { get; init; }
    public long Exception { get; init; }
    public long Slow { get; init; }
    public long First { get; init; }
    public CapturedFrame[]? Frames { get; init; }
}
