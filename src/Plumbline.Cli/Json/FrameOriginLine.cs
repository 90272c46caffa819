using Plumbline.Wire;

namespace Plumbline.Cli.Json;

/// <summary>Who wrote the line that a frame stands on.</summary>
/// <param name="Class">ai, human, mixed or unknown.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Commit">Its origin commit.</param>
internal sealed record FrameOriginLine(string Class, string? Tool, string? Model, double Confidence, string Commit);

/// <summary>Who wrote some lines of a recorded call.</summary>
/// <param name="File">Where it is another than the recording's.</param>
internal sealed record LinesOriginLine(string? File, int[] Lines, FrameOriginLine Origin);

/// <summary>Frames of earlier lines, which came before the history was read, with the origin of each.</summary>
internal sealed record FrameOriginsLine(CapturedFrame[] Frames, FrameOriginLine[] Origins) : JsonLine
{
    /// <summary>Null where there are none.</summary>
    public static FrameOriginsLine? From(IReadOnlyList<(CapturedFrame Frame, FrameOriginLine Origin)> late) =>
        late.Count == 0 ? null : new([.. late.Select(one => one.Frame)], [.. late.Select(one => one.Origin)]);
}
