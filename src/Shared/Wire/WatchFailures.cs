namespace Plumbline.Wire;

/// <summary>Asks the agent to tell of every exception of user code, until the connection ends. Answered by <see cref="WatchArmed"/>.</summary>
internal sealed record WatchFailures : WireMessage
{
    /// <summary>Parts of names of methods that are to capture their values at the first failure; <c>all</c> for all of user code.</summary>
    public string[] Arm { get; init; } = [];

    /// <summary>Lines that changed lately: methods with code there are armed, too.</summary>
    public ChangedFile[] Changed { get; init; } = [];

    /// <summary>Whether armed methods learn what their values are like and tell what they see for the first time (<see cref="FirstSeen"/>).</summary>
    public bool Facts { get; init; } = true;

    /// <summary>Calls of armed methods that take longer are told (<see cref="SlowSeen"/>); 0 for none.</summary>
    public double SlowMilliseconds { get; init; }

    /// <summary>Of one capture, which is one frame of one failure.</summary>
    public CaptureLimits Limits { get; init; } = new();

    public RedactionRules Redaction { get; init; } = new();
}
