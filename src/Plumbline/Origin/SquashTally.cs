namespace Plumbline.Origin;

/// <summary>How far squash merges could be unfolded into the commits of their pull requests.</summary>
/// <param name="Candidates">Commits whose subject names a pull or merge request, of those that any line comes from.</param>
/// <param name="WithRef">Those whose pull-request ref is in this clone.</param>
/// <param name="Unfolded">Those whose lines took the origin inside the pull request.</param>
internal sealed record SquashTally(int Candidates, int WithRef, int Unfolded)
{
    /// <summary>Those that fetching the pull-request refs would unfold.</summary>
    public int Unfetched => Candidates - WithRef;
}
