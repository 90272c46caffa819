namespace Plumbline.Cli.Json;

/// <summary>Who wrote the line that a frame stands on.</summary>
/// <param name="Class">ai, human, mixed or unknown.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Commit">Its origin commit.</param>
internal sealed record FrameOriginLine(string Class, string? Tool, string? Model, double Confidence, string Commit);
