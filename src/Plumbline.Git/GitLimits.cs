namespace Plumbline.Git;

/// <summary>Bounds for what a repository may make us read; beyond them a content counts as having no lines.</summary>
internal static class GitLimits
{
    /// <summary>The largest content that is read, in bytes.</summary>
    public const long Blob = 128L << 20;
}
