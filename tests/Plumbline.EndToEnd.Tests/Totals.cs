using Plumbline.Wire;

namespace Plumbline.EndToEnd.Tests;

/// <summary>What probes that add up, or that write lines, recorded.</summary>
internal static class Totals
{
    public static ProbeSpec Spec(ProbeKind kind, string place, string? template = null, string? when = null) => new()
    {
        Kind = kind,
        Place = place,
        Template = template,
        When = when,
        Limits = new CaptureLimits { Milliseconds = 1000 },
    };

    public static string[] Lines(this Recording recording) =>
        [.. recording.Events.OfType<Logged>().OrderBy(line => line.Hit).Select(line => line.Text)];

    public static long Count(this Recording recording) => recording.Events.OfType<Counted>().Last().Total;

    public static Timed Times(this Recording recording) => recording.Events.OfType<Timed>().Last();

    /// <summary>The capture's values, as <see cref="Recording.Values"/>, of every capture, where their order is not certain.</summary>
    public static string[] Sorted(this Recording recording) =>
        [.. recording.Captures.Select(capture => $"{capture.Outcome}: {Recording.Values(capture)}").Order(StringComparer.Ordinal)];
}
