using Plumbline.Cli.Origins;
using Plumbline.Cli.Recordings;
using Plumbline.Wire;

namespace Plumbline.Cli.Json;

/// <summary>One invocation in full.</summary>
/// <param name="Origins">Who wrote the lines that ran, in runs of one origin.</param>
internal sealed record RecordingLine(
    int Probe,
    long Hit,
    string At,
    string Method,
    string? File,
    string Outcome,
    double Microseconds,
    int ThreadId,
    string? ThreadName,
    string? TraceId,
    string? SpanId,
    RecordingStepLine[] Steps,
    long Passed,
    string? Cut,
    LinesOriginLine[]? Origins = null) : JsonLine
{
    public static RecordingLine From(Recorded r, FrameOrigins origins) =>
        RecordedOrigins.Of(r, origins) is { Count: > 0 } lines ? From(r) with { Origins = [.. lines] } : From(r);

    public static RecordingLine From(Recorded r) => new(
        r.Probe,
        r.Hit,
        WireTime.Text(r.At),
        r.Method,
        r.Files.FirstOrDefault()?.Path,
        r.Outcome,
        r.Microseconds,
        r.ThreadId,
        r.ThreadName,
        r.TraceId,
        r.SpanId,
        [.. Moments.Of(r).Select(moment => RecordingStepLine.From(moment, r.Files.FirstOrDefault()?.Path))],
        r.Passed,
        r.Cut);
}

/// <param name="Step">entry, line, throw, end.</param>
/// <param name="File">Where it is another than the recording's.</param>
/// <param name="At">Microseconds since the invocation began.</param>
internal sealed record RecordingStepLine(
    string Step, string? File, int? Line, int? Column, long At, RecordedValue[] Values, RecordingResultLine[] Results)
{
    public static RecordingStepLine From(Moment moment, string? file) => new(
        moment.Kind.ToString().ToLowerInvariant(),
        moment.File == file ? null : moment.File,
        moment.Place?.Line,
        moment.Place?.Column,
        moment.At,
        [.. moment.Values],
        [.. moment.Results.Select(result => new RecordingResultLine(result.Kind, result.Callee, result.Nodes))]);
}

/// <param name="Of">call, await, yield.</param>
internal sealed record RecordingResultLine(string Of, string? Callee, CapturedNode[] Nodes);
