using Plumbline.Origin.Signatures;

namespace Plumbline.Origin.Verdicts;

/// <summary>What the owners of a repository declare about it, in plumbline.yml.</summary>
internal sealed record OriginPolicy
{
    /// <summary>From this day on every use of AI is marked, so a commit without a mark is a person's.</summary>
    public DateOnly? UnmarkedIsHumanSince { get; init; }

    /// <summary>Up to this day nobody here used AI.</summary>
    public DateOnly? HumanUntil { get; init; }

    /// <summary>Marks of the repository's own, and authors who are agents or machines.</summary>
    public IReadOnlyList<Signature> Signatures { get; init; } = [];

    /// <summary>Patterns of authors who are persons: what they commit without a mark is theirs.</summary>
    public IReadOnlyList<string> Humans { get; init; } = [];

    /// <summary>Patterns of paths that are generated.</summary>
    public IReadOnlyList<string> Generated { get; init; } = [];
}
