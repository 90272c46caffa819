using Plumbline.Cli.Origins;
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
    public static FailureGroupLine From(FailureSeen seen, FrameOrigins origins) => From(seen) with { Origins = origins.Of(seen.Frames) };

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
