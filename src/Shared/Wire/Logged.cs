namespace Plumbline.Wire;

/// <summary>One line of a log probe.</summary>
internal sealed record Logged(int Probe, long Hit, long At, string Text, int ThreadId, string? TraceId, string? SpanId) : WireMessage;
