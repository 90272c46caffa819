using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Facts;

/// <summary>A deployment to production that reached it, in its chain.</summary>
internal sealed record ProductionDeployment
{
    public required long Id { get; init; }

    public required DeploymentPlace Place { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DeploymentKind Kind { get; init; }

    /// <summary>Whether an incident was its reason.</summary>
    public bool IsRemedy { get; init; }

    public bool IsProxy { get; init; }

    /// <summary>Changes that were in production for the first time with it.</summary>
    public int Changes { get; init; }

    /// <summary>Of the lines that it brought the share by AI, 0 to 1; negative where it brought none or nobody knows.</summary>
    public float AiShare { get; init; } = -1;
}

/// <summary>What time was spent on.</summary>
internal enum WorkKind
{
    Feature,
    Review,
    Support,
    Incident,
    Verify,
    Other,
}

/// <summary>Hours of one person in one month on one kind of work, the person known by no name.</summary>
/// <param name="Person">A number that means this person in this ledger only, so that groups can be counted.</param>
/// <param name="Team">By plumbline.yml; may be empty.</param>
/// <param name="Senior">Whether plumbline.yml calls the person senior.</param>
/// <param name="Month">First day of it, UTC.</param>
/// <param name="Incident">What it was for, as <see cref="JudgedIncident.Id"/>; 0 where none.</param>
/// <param name="IsModelled">False where somebody wrote the hours down.</param>
internal readonly record struct WorkHours(int Person, string Team, bool Senior, DateOnly Month, WorkKind Kind, double Hours, long Incident, bool IsModelled);

/// <summary>How much of what happened the ledger knows; each of <c>Known</c> of <c>All</c>.</summary>
internal readonly record struct Known(int Of, int All);

/// <summary>All that a report is computed from, already judged; the window of a report is taken from it.</summary>
internal sealed record LedgerFacts
{
    public required IReadOnlyList<ShippedChange> Changes { get; init; }

    public required IReadOnlyList<ProductionDeployment> Deployments { get; init; }

    public required IReadOnlyList<JudgedIncident> Incidents { get; init; }

    public IReadOnlyList<WorkHours> Hours { get; init; } = [];

    /// <summary>The last moment that the events speak of: nothing after it is known, so observation ends there.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Deployments whose commit is known to the repository.</summary>
    public Known Deployed { get; init; }
}
