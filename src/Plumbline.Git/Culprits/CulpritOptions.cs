namespace Plumbline.Git.Culprits;

/// <summary>Whom a search may blame.</summary>
internal sealed record CulpritOptions
{
    /// <summary>
    /// A revision, or null. Only commits that lead to it may be blamed besides leading to the fix's parent: what ran when the trouble showed.
    /// </summary>
    public string? ReachableFrom { get; init; }
}
