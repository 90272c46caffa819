using Plumbline.Wire;

namespace Plumbline.Agent.Capture;

/// <summary>The outermost values of every limit, whatever a controller asks for.</summary>
internal static class CaptureBounds
{
    /// <summary>What a header takes at most, before it is known.</summary>
    public const int HeaderBytes = 1024;

    /// <summary>The limits as they are, or the nearest that are allowed.</summary>
    public static CaptureLimits Of(CaptureLimits asked) => IsAllowed(asked) ? asked : new CaptureLimits
    {
        Depth = Math.Clamp(asked.Depth, 0, 10_000),
        Elements = Math.Clamp(asked.Elements, 0, 100_000),
        Fields = Math.Clamp(asked.Fields, 0, 10_000),
        Characters = Math.Clamp(asked.Characters, 0, 1_000_000),
        Bytes = Math.Clamp(asked.Bytes, 4096, WireLimits.FrameBytes / 2),
        Milliseconds = double.IsNaN(asked.Milliseconds) ? 5 : Math.Clamp(asked.Milliseconds, 0.05, 1000),
    };

    private static bool IsAllowed(CaptureLimits asked) =>
        asked is
        {
            Depth: >= 0 and <= 10_000, Elements: >= 0 and <= 100_000, Fields: >= 0 and <= 10_000,
            Characters: >= 0 and <= 1_000_000, Bytes: >= 4096 and <= WireLimits.FrameBytes / 2,
            Milliseconds: >= 0.05 and <= 1000,
        };
}
