namespace Plumbline.Wire;

/// <summary>First frame on a connection, from the controller.</summary>
/// <param name="Build">Identity of the controller's build: agent and controller must agree on it, or share every capability asked for.</param>
/// <param name="Capabilities">What the controller needs the agent to understand.</param>
/// <param name="Owner">Who is asking, as shown by <c>plumb probes</c>: user, host and process id.</param>
internal sealed record Hello(string Build, string[] Capabilities, string Owner) : WireMessage;

/// <summary>The agent's answer to <see cref="Hello"/>.</summary>
internal sealed record Welcome(string Build, string[] Capabilities, int Pid, string RuntimeVersion, string[] SelfLog) : WireMessage;

/// <summary>
/// Sent by the controller every <see cref="WireLimits.HeartbeatSeconds"/>; the agent answers with the same. A connection
/// that is silent for <see cref="WireLimits.LeaseSeconds"/> is closed and its probes are removed.
/// </summary>
internal sealed record Heartbeat : WireMessage;

/// <summary>A request that could not be carried out.</summary>
/// <param name="Code">Stable name from <see cref="FailureCode"/>.</param>
/// <param name="Message">What was tried and why it failed, one sentence.</param>
/// <param name="Cure">What the user can do about it, or null.</param>
/// <param name="Text">The text that was parsed, for errors in an expression or a place.</param>
/// <param name="Column">Zero-based column in <paramref name="Text"/>, or -1.</param>
/// <param name="Candidates">Nearest names, or the several places that an ambiguous one may mean.</param>
internal sealed record Failure(
    string Code,
    string Message,
    string? Cure = null,
    string? Text = null,
    int Column = -1,
    string[]? Candidates = null) : WireMessage;

/// <summary>Names of failures; the CLI maps each to an exit code.</summary>
internal static class FailureCode
{
    public const string PlaceNotFound = "place-not-found";
    public const string PlaceAmbiguous = "place-ambiguous";
    public const string PlaceRefused = "place-refused";
    public const string BadPlace = "bad-place";
    public const string BadExpression = "bad-expression";
    public const string Redacted = "redacted";
    public const string WrongSymbols = "wrong-symbols";
    public const string VersionSkew = "version-skew";
    public const string NotReady = "not-ready";
    public const string Internal = "internal";
}

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
