using Plumbline.Origin;

namespace Plumbline.Ledger.Facts;

/// <summary>
/// One change as one service in production saw it. A change that ships with two services is there twice; what is counted by change counts it once
/// by its <see cref="Id"/>. Texts are not held: a report reads those of the few that it shows.
/// </summary>
internal sealed record ShippedChange
{
    /// <summary>The same for the same change in each of its services.</summary>
    public required long Id { get; init; }

    public required string Service { get; init; }

    public string Team { get; init; } = "";

    /// <summary>The company that delivered it, by plumbline.yml; empty for one's own.</summary>
    public string Partner { get; init; } = "";

    /// <summary>When the first successful deployment to production that holds it was over.</summary>
    public required DateTimeOffset Shipped { get; init; }

    /// <summary>When its first commit was written; null where it is not known.</summary>
    public DateTimeOffset? Begun { get; init; }

    /// <summary>When it was reverted or none of its lines was left; from then on it is not at risk.</summary>
    public DateTimeOffset? Gone { get; init; }

    public bool IsReverted { get; init; }

    /// <summary>What the origin of its lines makes of it as a whole.</summary>
    public required OriginClass Origin { get; init; }

    /// <summary>Tool that wrote most of its AI lines; empty where none.</summary>
    public string Tool { get; init; } = "";

    public string Model { get; init; } = "";

    /// <summary>Source lines it brought, without boilerplate and generated files.</summary>
    public int Lines { get; init; }

    /// <summary>Of <see cref="Lines"/> those by AI, without the mixed.</summary>
    public int AiLines { get; init; }

    /// <summary>Of its lines those changed or deleted again within 14 days, moves and whitespace apart; -1 while not all of the 14 days are over.</summary>
    public int Reworked { get; init; } = -1;

    /// <summary>Whether a change that calls itself a fix changed or deleted lines of it within 30 days of shipping; null while not all of the 30 days are over.</summary>
    public bool? IsCorrected { get; init; }

    /// <summary>Median age in days of the files it changed, when it shipped; negative where it is not known.</summary>
    public float FileAge { get; init; } = -1;

    /// <summary>Hours of building, modelled from commits; negative where it is not known.</summary>
    public float BuildHours { get; init; } = -1;

    /// <summary>Whether the deployment that shipped it stands for one that nobody recorded.</summary>
    public bool IsProxy { get; init; }
}
