namespace Plumbline.Origin.Replay;

/// <summary>Where a lineage goes further than the parents of commits, and where it ends early.</summary>
/// <param name="Further">The sources of a version besides its parents: where a commit says that it took its change from elsewhere.</param>
/// <param name="IsKnown">Whether a version's lines are known already, so that nothing leads further back.</param>
/// <param name="IsOutside">Whether a commit does not lead to the revision, but was squashed: only what such commits wrote themselves is wanted of them.</param>
internal sealed record LineageRules(Func<int, IEnumerable<Source>> Further, Func<int, bool> IsKnown, Func<int, bool> IsOutside);
