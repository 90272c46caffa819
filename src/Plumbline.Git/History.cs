using Plumbline.Git.Keeping;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>All commits that lead to the revisions asked, and what they did to which file.</summary>
internal sealed class History(CommitList commits, ChangeLog log)
{
    public CommitList Commits { get; } = commits;

    public ByteNames Paths => log.Paths;

    /// <summary>The contents' ids by number.</summary>
    public IReadOnlyList<ObjectId> Blobs => log.Blobs;

    public VersionGraph Graph { get; } = new();

    /// <summary>Whether a commit is part of any history that was read here once.</summary>
    public bool Knows(ObjectId commit) => log.Knows(commit);

    /// <summary>The files of a commit which were kept: path numbers give versions.</summary>
    public PathState StateOf(int commit) => Graph.StateOf(commit);
}
