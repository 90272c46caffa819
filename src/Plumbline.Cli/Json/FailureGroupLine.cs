using Plumbline.Wire;

namespace Plumbline.Cli.Json;

/// <summary>Failures of one type from one place: the first as it was seen, and what has become of all so far.</summary>
internal sealed record FailureGroupLine(
    int Group,
    string Type,
    string Message,
    string Method,
    string? File,
    int? Line,
    long Count,
    string First,
    string Last,
    FailureEndLine[] Ends,
    InnerFailure[] Inner,
    CapturedFrame[] Frames,
    int ThreadId,
    string? TraceId,
    string? SpanId,
    FrameOriginLine?[]? Origins = null) : JsonLine
{
    /// <param name="seen">The group.</param>
    /// <param name="origin">Gives the origin of a frame; null where none is known.</param>
    public static FailureGroupLine From(FailureSeen seen, Func<CapturedFrame, FrameOriginLine?> origin)
    {
        FrameOriginLine?[] origins = [.. seen.Frames.Select(origin)];
        return From(seen) with { Origins = Array.TrueForAll(origins, one => one is null) ? null : origins };
    }

    public static FailureGroupLine From(FailureSeen seen) => new(
        seen.Group,
        seen.Type,
        seen.Message,
        seen.Place.Method,
        seen.Place.File,
        seen.Place.Line == 0 ? null : seen.Place.Line,
        seen.Count,
        WireTime.Text(seen.First),
        WireTime.Text(seen.Last),
        [.. seen.Ends.Select(FailureEndLine.From)],
        seen.Inner,
        seen.Frames,
        seen.ThreadId,
        seen.TraceId,
        seen.SpanId);
}

/// <param name="End">caught, framework, task or wrapped.</param>
internal sealed record FailureEndLine(string End, string Method, string? File, int? Line, long Count)
{
    public static FailureEndLine From(FailureEndCount end) => new(
        end.End.Kind.ToString().ToLowerInvariant(), end.End.Method, end.End.File, end.End.Line == 0 ? null : end.End.Line, end.Count);
}
