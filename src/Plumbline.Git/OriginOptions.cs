namespace Plumbline.Git;

/// <summary>How far an origin is traced.</summary>
internal sealed record OriginOptions
{
    /// <summary>Exactly what <c>git blame</c> says: nothing below applies.</summary>
    public bool LikeBlame { get; init; }

    /// <summary>Whether squash merges are unfolded into the commits of their pull requests, as far as their refs are in this clone.</summary>
    public bool Squashes { get; init; } = true;

    /// <summary>Whether blocks are followed into other files that their commit changed or deleted, from three lines and forty letters and digits on.</summary>
    public bool Moves { get; init; } = true;

    /// <summary>Where results are kept, or null to keep none. The folder is made when needed.</summary>
    public string? CacheFolder { get; init; }
}
