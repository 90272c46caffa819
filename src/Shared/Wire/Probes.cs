namespace Plumbline.Wire;

/// <summary>What a probe does at a hit.</summary>
internal enum ProbeKind
{
    Snapshot,
    Log,
    Count,
    Time,
    Stack,
}

/// <summary>Life of a probe.</summary>
internal enum ProbeState
{
    /// <summary>The assembly is not loaded yet; it binds when it loads.</summary>
    Pending,

    /// <summary>The rewritten body is in force.</summary>
    Applied,

    /// <summary>Applied and ten seconds without a hit.</summary>
    Waiting,

    /// <summary>Not placed; the reason says why.</summary>
    Refused,

    /// <summary>Gone; the reason says by whom and why.</summary>
    Removed,
}

/// <summary>Places a probe. Answered by <see cref="ProbePlaced"/> or <see cref="Failure"/>.</summary>
internal sealed record PlaceProbe(ProbeSpec Spec) : WireMessage;

/// <summary>Everything that the user said about a probe.</summary>
internal sealed record ProbeSpec
{
    public required ProbeKind Kind { get; init; }

    /// <summary>PLACE as typed.</summary>
    public required string Place { get; init; }

    /// <summary>Second PLACE of <c>time --to</c>.</summary>
    public string? To { get; init; }

    /// <summary>Condition; the probe does nothing where it is false.</summary>
    public string? When { get; init; }

    /// <summary>Template of a log probe.</summary>
    public string? Template { get; init; }

    /// <summary>Group expression of a count probe.</summary>
    public string? By { get; init; }

    /// <summary>Expressions to capture in place of arguments and locals.</summary>
    public string[] Captures { get; init; } = [];

    /// <summary>Hits after which the probe is removed; 0 for no bound.</summary>
    public long Hits { get; init; }

    /// <summary>Seconds after which the probe is removed, whatever happens.</summary>
    public double Seconds { get; init; } = 600;

    /// <summary>Most hits a second that are acted on; 0 for no bound.</summary>
    public double Rate { get; init; }

    /// <summary>Whether a snapshot carries the call stack.</summary>
    public bool Stack { get; init; }

    public CaptureLimits Limits { get; init; } = new();

    public RedactionRules Redaction { get; init; } = new();

    /// <summary>Paths of symbol files given by the user.</summary>
    public string[] Pdb { get; init; } = [];

    /// <summary>Wait for the assembly when nothing matches yet, instead of failing.</summary>
    public bool AllowPending { get; init; }

    /// <summary>Most methods that the place may stand for.</summary>
    public int Methods { get; init; } = 5000;

    /// <summary>Whether methods of the framework may be probed.</summary>
    public bool IncludeFramework { get; init; }
}

/// <summary>Bounds of one capture.</summary>
internal sealed record CaptureLimits
{
    /// <summary>Levels of fields below a root value.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Elements of one collection.</summary>
    public int Elements { get; init; } = 100;

    /// <summary>Fields of one object.</summary>
    public int Fields { get; init; } = 50;

    /// <summary>UTF-16 units of one string.</summary>
    public int Characters { get; init; } = 1000;

    /// <summary>Bytes of one capture as sent.</summary>
    public int Bytes { get; init; } = 64 * 1024;

    /// <summary>Time one capture may take, in milliseconds.</summary>
    public double Milliseconds { get; init; } = 5;
}

/// <summary>What is never read out of the process, beyond the built-in list.</summary>
internal sealed record RedactionRules
{
    /// <summary>False only when the user switched redaction off explicitly.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Further names, compared without case, underscores and hyphens.</summary>
    public string[] Names { get; init; } = [];

    /// <summary>Further full type names.</summary>
    public string[] Types { get; init; } = [];

    /// <summary>Further regular expressions over string values.</summary>
    public string[] Patterns { get; init; } = [];
}

/// <summary>The probe is registered; its state may still change.</summary>
internal sealed record ProbePlaced(ProbeStatus Status) : WireMessage;

internal sealed record RemoveProbe(int Probe) : WireMessage;

internal sealed record ProbeRemoved(ProbeStatus Status) : WireMessage;

internal sealed record ListProbes : WireMessage;

/// <param name="Probes">Every probe that is placed, and those removed lately.</param>
/// <param name="SelfLog">Last lines of the agent's own log.</param>
/// <param name="Budget">Share of one core that probes took in the last window, and what they may take.</param>
internal sealed record ProbesListed(ProbeStatus[] Probes, string[] SelfLog, BudgetStatus Budget) : WireMessage;

/// <param name="UsedShare">Share of one core over the last ten seconds, 0 to 1.</param>
/// <param name="AllowedShare">Share of one core that probes may take.</param>
internal sealed record BudgetStatus(double UsedShare, double AllowedShare);

/// <summary>Sent to the owner whenever the state of a probe changes.</summary>
internal sealed record ProbeChanged(ProbeStatus Status) : WireMessage;

/// <summary>One probe as it stands.</summary>
internal sealed record ProbeStatus
{
    public required int Probe { get; init; }
    public required ProbeKind Kind { get; init; }
    public required string Place { get; init; }
    public required string Owner { get; init; }
    public required ProbeState State { get; init; }

    /// <summary>Why it is in this state, where that needs saying.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was placed, and when it will be removed by its time to live (Unix milliseconds).</summary>
    public long PlacedAt { get; init; }
    public long ExpiresAt { get; init; }

    public long Hits { get; init; }

    /// <summary>Hits that were not acted on, by reason: condition, rate, budget, error, ending (it returned, and the expressions ask for the exception, or the other way round), reentrant, queue.</summary>
    public Dictionary<string, long> Drops { get; init; } = [];

    /// <summary>First evaluation error of an expression, with its text.</summary>
    public string? Error { get; init; }

    public SiteStatus[] Sites { get; init; } = [];
}

/// <summary>One method that a probe is woven into.</summary>
/// <param name="Method">Source name.</param>
/// <param name="Assembly">Simple name.</param>
/// <param name="Event">entry, return, throw or line.</param>
/// <param name="File">Source path, or null.</param>
/// <param name="Line">Line that the probe stands on, or 0.</param>
/// <param name="NativeVersions">Bodies compiled since the probe was placed.</param>
/// <param name="Inliners">Callers that had inlined the method and were compiled again.</param>
/// <param name="Hits">Hits here.</param>
/// <param name="Refusal">Why this site is not woven, or null.</param>
/// <param name="Note">What is not seen at this site although it is woven, or null.</param>
internal sealed record SiteStatus(
    string Method,
    string Assembly,
    string Event,
    string? File,
    int Line,
    int NativeVersions,
    string[] Inliners,
    long Hits,
    string? Refusal,
    string? Note = null);

/// <summary>All code back as it was.</summary>
internal sealed record Detach : WireMessage;

/// <param name="Reverted">Methods whose original code is back.</param>
/// <param name="Remains">What stays in the process until it ends.</param>
internal sealed record Detached(int Reverted, string[] Remains) : WireMessage;
