namespace Plumbline.Wire;

/// <summary>Bounds of the wire that both sides keep.</summary>
internal static class WireLimits
{
    /// <summary>Longest frame that is read, in bytes.</summary>
    public const int FrameBytes = 16 * 1024 * 1024;

    /// <summary>How often a controller says that it is alive, in seconds.</summary>
    public const int HeartbeatSeconds = 2;

    /// <summary>Silence after which a controller counts as gone, in seconds.</summary>
    public const int LeaseSeconds = 10;
}
