namespace Plumbline.Git;

/// <summary>How far an origin is traced.</summary>
internal sealed record OriginOptions
{
    /// <summary>Exactly what <c>git blame</c> says: nothing below applies.</summary>
    public bool LikeBlame { get; init; }

    /// <summary>Whether squash merges are unfolded into the commits of their pull requests, as far as their refs are in this clone.</summary>
    public bool Squashes { get; init; } = true;

    /// <summary>
    /// Files (by path at the revision) whose blocks are followed into other files of the same commit, from three lines and forty letters on. Dear for
    /// many files, so meant for those that somebody looks at.
    /// </summary>
    public IReadOnlyCollection<string> MovesIn { get; init; } = [];

    /// <summary>Where results are kept, or null to keep none. The folder is made when needed.</summary>
    public string? CacheFolder { get; init; }
}
