using System.Globalization;
using Plumbline.Cli.Origins;
using Plumbline.Cli.Rendering;
using Plumbline.Wire;

namespace Plumbline.Cli.Json;

internal sealed record CaptureLine(
    int Probe,
    long Hit,
    string At,
    string Method,
    string? File,
    int? Line,
    string Event,
    string? Outcome,
    double? Microseconds,
    int ThreadId,
    string? ThreadName,
    string? TraceId,
    string? SpanId,
    CapturedValue[] Values,
    CapturedNode[] Nodes,
    CapturedFrame[]? Frames,
    string? Cut,
    long? Exception,
    long? First,
    long? Slow,
    FrameOriginLine? Origin = null,
    FrameOriginLine?[]? Origins = null) : JsonLine
{
    public static CaptureLine From(Captured c, FrameOrigins origins) =>
        From(c) with { Origin = origins.Of(CaptureText.Place(c)), Origins = origins.Of(c.Frames) };

    public static CaptureLine From(Captured c) => new(
        c.Probe,
        c.Hit,
        WireTime.Text(c.At),
        c.Method,
        c.File,
        c.Line == 0 ? null : c.Line,
        c.Event,
        c.Outcome,
        c.Microseconds,
        c.ThreadId,
        c.ThreadName,
        c.TraceId,
        c.SpanId,
        c.Values,
        c.Nodes,
        c.Frames,
        c.Cut,
        c.Exception == 0 ? null : c.Exception,
        c.First == 0 ? null : c.First,
        c.Slow == 0 ? null : c.Slow);
}

internal sealed record LogLine(
    int Probe, long Hit, string At, string Text, string? Method, string? File, int? Line, int ThreadId, string? TraceId, string? SpanId, FrameOriginLine? Origin = null) : JsonLine
{
    public static LogLine From(Logged l, FrameOrigins origins) => From(l) with { Origin = origins.Of(l) };

    public static LogLine From(Logged l) => new(
        l.Probe, l.Hit, WireTime.Text(l.At), l.Text, l.Method, l.File, l.Line == 0 ? null : l.Line, l.ThreadId, l.TraceId, l.SpanId);
}

internal sealed record CountLine(int Probe, double Seconds, long Total, double PerSecond, CountGroup[] Groups, long OtherGroups) : JsonLine
{
    public static CountLine From(Counted c) => new(c.Probe, c.Seconds, c.Total, c.Seconds > 0 ? c.Total / c.Seconds : 0, c.Groups, c.OtherGroups);
}

/// <param name="P50">Microseconds, off by at most 1 %; null while nothing was measured. So the other quantiles.</param>
internal sealed record TimeLine(
    int Probe,
    double Seconds,
    long Count,
    long Failed,
    long InFlight,
    double? Min,
    double? P50,
    double? P90,
    double? P99,
    double? Max,
    double Sum,
    TimeBucket[] Buckets) : JsonLine
{
    public static TimeLine From(Timed t)
    {
        var sketch = DdSketch.From(t);
        double? At(double q) => sketch.Count == 0 ? null : sketch.Quantile(q);
        double? Known(double value) => sketch.Count == 0 ? null : value;
        return new(t.Probe, t.Seconds, t.Count, t.Failed, t.InFlight, Known(sketch.Min), At(0.5), At(0.9), At(0.99), Known(sketch.Max), sketch.Sum, t.Buckets);
    }
}

internal sealed record StacksLine(int Probe, double Seconds, long Total, CallPath[] Paths, FrameOriginLine?[]?[]? Origins = null) : JsonLine
{
    public static StacksLine From(StacksSeen s, FrameOrigins origins)
    {
        FrameOriginLine?[]?[] paths = [.. s.Paths.Select(path => origins.Of(path.Frames))];
        return From(s) with { Origins = Array.TrueForAll(paths, path => path is null) ? null : paths };
    }

    public static StacksLine From(StacksSeen s) => new(s.Probe, s.Seconds, s.Total, s.Paths);
}

/// <summary>Times of the wire as text.</summary>
internal static class WireTime
{
    /// <param name="microseconds">Since 1970.</param>
    public static string Text(long microseconds)
    {
        var clamped = Math.Clamp(microseconds, 0, 253_402_300_799_999_999);
        return DateTimeOffset.UnixEpoch.AddMicroseconds(clamped).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
    }
}
