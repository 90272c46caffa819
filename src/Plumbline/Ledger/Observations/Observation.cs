using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Observations;

/// <summary>
/// What one event says of one thing. A record is what all observations of its key say together, whatever order they came in and however often:
/// they are put in the order of <see cref="At"/>, and what a later one leaves open an earlier one keeps.
/// </summary>
/// <param name="Key">Of the thing: source and its own id.</param>
/// <param name="At">When the source says that it was so; not when it arrived.</param>
internal abstract record Observation(string Key, DateTimeOffset At)
{
    /// <summary>The raw event that says so, and the place in it: orders what is of the same time, and is the same when it is delivered again.</summary>
    public string Delivery { get; init; } = "";

    /// <summary>Of several at the same time, which comes first.</summary>
    public virtual int Rank => 0;
}

/// <summary>An observation of a deployment.</summary>
internal sealed record DeploymentSeen(string Key, DateTimeOffset At) : Observation(Key, At)
{
    public string? Service { get; init; }
    public string? Environment { get; init; }
    public string? Region { get; init; }
    public string? Repository { get; init; }
    public string? Commit { get; init; }
    public string? Version { get; init; }
    public DeploymentResult? Result { get; init; }
    public string? OriginalResult { get; init; }
    public DeploymentKind? Said { get; init; }
    public DateTimeOffset? Started { get; init; }
    public DateTimeOffset? Finished { get; init; }
    public bool IsProxy { get; init; }
    public string? Url { get; init; }

    public override int Rank => Result is null or DeploymentResult.Running ? 0 : Result == DeploymentResult.Superseded ? 2 : 1;
}

/// <summary>What happened to an incident.</summary>
internal enum IncidentStep
{
    /// <summary>Nothing that moves a clock.</summary>
    Noted,
    Detected,
    Acknowledged,
    Mitigated,
    Resolved,
    Reopened,
}

/// <summary>An observation of an incident.</summary>
internal sealed record IncidentSeen(string Key, DateTimeOffset At, IncidentStep Step) : Observation(Key, At)
{
    public string? Title { get; init; }
    public string? Service { get; init; }
    public string? Environment { get; init; }
    public string? Severity { get; init; }
    public CauseClass? Cause { get; init; }

    /// <summary>When it was noticed, where the event says so beside its own time.</summary>
    public DateTimeOffset? Detected { get; init; }
    public string? DuplicateOf { get; init; }
    public IReadOnlyList<IncidentLink> Links { get; init; } = [];
    public string? Trace { get; init; }
    public string? FirstSeenIn { get; init; }
    public string? Url { get; init; }

    public override int Rank => (int)Step;
}

/// <summary>An observation of a change.</summary>
internal sealed record ChangeSeen(string Key, DateTimeOffset At) : Observation(Key, At)
{
    public required string Repository { get; init; }
    public long Number { get; init; }
    public string? MergeCommit { get; init; }
    public string? HeadCommit { get; init; }
    public string? Title { get; init; }
    public string? Body { get; init; }
    public string? Author { get; init; }
    public IReadOnlyList<string>? Labels { get; init; }
    public DateTimeOffset? Opened { get; init; }
    public DateTimeOffset? Merged { get; init; }
}

/// <summary>Time that was written down.</summary>
internal sealed record EffortSeen(string Key, DateTimeOffset At) : Observation(Key, At)
{
    public required string Person { get; init; }
    public required double Hours { get; init; }
    public string Category { get; init; } = "";
    public string Subject { get; init; } = "";

    /// <summary>Whether it was deleted again.</summary>
    public bool IsGone { get; init; }
}
