using Plumbline.Ledger.Culprits;

namespace Plumbline.Git.Culprits;

/// <summary>What a search looks at.</summary>
/// <param name="Book">The commits that lead to the fixes.</param>
/// <param name="Fixes">The fixes in the order asked.</param>
/// <param name="Commits">The commits' parents.</param>
/// <param name="Deployed">Only what leads to this commit may be blamed; null for no such bound.</param>
internal sealed record CulpritMaterial(CommitBook Book, IReadOnlyList<Fix> Fixes, CommitList Commits, int? Deployed)
{
    /// <summary>Whether a commit may be blamed for what a fix repaired.</summary>
    public Func<int, bool> MayOf(Fix fix)
    {
        bool[] before = Commits.AncestorsOf(fix.Commit);
        bool[]? ran = Deployed is { } deployed ? Commits.AncestorsOf(deployed) : null;
        return commit => commit != fix.Commit && before[commit] && ran?[commit] is not false;
    }
}
