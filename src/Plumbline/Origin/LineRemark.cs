namespace Plumbline.Origin;

/// <summary>What is to be said of <paramref name="Count"/> lines from <paramref name="Line"/> on, besides their origin.</summary>
/// <param name="Line">The first line's number at the revision asked, from 1.</param>
/// <param name="Count">How many lines have these remarks in common.</param>
/// <param name="Notes">The way from the origin to here, the latest first; then those of the lines it replaced.</param>
/// <param name="Overwrites">What stood there before, the latest replacement first: the line's own origin commit replaced the first one's old line.</param>
internal sealed record LineRemark(int Line, int Count, IReadOnlyList<LineNote> Notes, IReadOnlyList<Overwrite> Overwrites);
