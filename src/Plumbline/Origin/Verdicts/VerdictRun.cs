namespace Plumbline.Origin.Verdicts;

/// <summary>Neighbouring lines of one file with one verdict and neighbouring origins.</summary>
/// <param name="Start">First line at the revision, from 1.</param>
/// <param name="First">The first line's origin.</param>
internal sealed record VerdictRun(int Start, int Count, LineOrigin First, LineVerdict Verdict, Tier Tier)
{
    /// <summary>The commit that brought the lines into this history: that of their origin, or the squash merge that it is inside of.</summary>
    public int LandedBy { get; init; } = First.Commit;

    /// <summary>The commit that moved or copied the lines last; null where none did.</summary>
    public int? MovedBy { get; init; }

    /// <summary>Whether a tool's commit moved or copied the lines, and no tool alone wrote them.</summary>
    public bool IsToolsMove { get; init; }

    public int End => Start + Count - 1;
}
