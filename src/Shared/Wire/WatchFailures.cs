namespace Plumbline.Wire;

/// <summary>Asks the agent to tell of every exception of user code, until the connection ends. Answered by <see cref="Watching"/>.</summary>
internal sealed record WatchFailures : WireMessage
{
    public RedactionRules Redaction { get; init; } = new();
}
