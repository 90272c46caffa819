using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Facts;

/// <summary>How sure it is that a change caused an incident.</summary>
internal enum Verdict
{
    Rejected,

    /// <summary>Near in time and place, no more. Never enough for a contract.</summary>
    Possible,

    /// <summary>Fix or stack frames speak for it.</summary>
    Probable,

    /// <summary>A person or a link said so, or going back restored the service.</summary>
    Confirmed,
}

/// <summary>A change that an incident is attributed to.</summary>
/// <param name="Change"><see cref="ShippedChange.Id"/>.</param>
/// <param name="Weight">Its share; those of one incident sum to at most 1, the rest stays without a culprit.</param>
internal readonly record struct Blame(long Change, double Weight, Verdict Verdict);

/// <summary>What a deployment during an incident was for.</summary>
internal enum RemedyKind
{
    Rollback,
    Hotfix,
    FixForward,
    Config,

    /// <summary>Added logging or measuring, to learn more.</summary>
    Diagnostic,

    /// <summary>The incident ended soon after it, and its texts are about the same; nothing links them, so it is in no figure.</summary>
    Possible,
}

/// <summary>A deployment that tried to end an incident.</summary>
internal readonly record struct Remedy(long Deployment, RemedyKind Kind, DateTimeOffset At);

/// <summary>Why an incident counts in no figure by origin.</summary>
internal enum Exclusion
{
    None,
    Duplicate,
    NotProduction,

    /// <summary>Its cause is none that a change can have.</summary>
    OtherCause,

    /// <summary>Over by itself within the shortest time that counts.</summary>
    Flap,
}

/// <summary>An incident with what it is attributed to.</summary>
internal sealed record JudgedIncident
{
    public required long Id { get; init; }

    public required string Service { get; init; }

    public required DateTimeOffset Detected { get; init; }

    /// <summary>Mitigated, or resolved where nobody told of the first; null while it is open.</summary>
    public DateTimeOffset? Restored { get; init; }

    /// <summary>Its end lies before its beginning: it counts as an incident, and no time is computed of it.</summary>
    public bool ClockIsWrong { get; init; }

    public Exclusion Exclusion { get; init; }

    public CauseClass Cause { get; init; }

    public IReadOnlyList<Blame> Blames { get; init; } = [];

    /// <summary>Id of the deployment that failed by it, at least probably; 0 where none is known.</summary>
    public long FailedDeployment { get; init; }

    /// <summary>The same where it may also be no more than possible: the last one before, for want of anything better.</summary>
    public long SuspectDeployment { get; init; }

    /// <summary>In their order. Rollbacks are among them, and counted apart.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>When it had stayed quiet long enough after the last remedy; null while that is open.</summary>
    public DateTimeOffset? Verified { get; init; }
}
