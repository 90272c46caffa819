namespace Plumbline.Wire;

/// <summary>One line of a log probe.</summary>
internal sealed record Logged(int Probe, long Hit, long At, string Text, int ThreadId, string? TraceId, string? SpanId) : WireMessage
{
    /// <summary>The method that was hit; null in what older versions have stored.</summary>
    public string? Method { get; init; }

    /// <summary>Source path, or null.</summary>
    public string? File { get; init; }

    /// <summary>Line that the probe stands on, or 0.</summary>
    public int Line { get; init; }
}
