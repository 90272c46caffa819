namespace Plumbline.Ledger.Culprits;

/// <summary>What may have caused what a fix repaired. An estimate from lines and words: evidence, never a verdict.</summary>
/// <param name="Fix">The fix's commit id.</param>
/// <param name="Candidates">The likeliest first; their weights sum to 1, the rest that is not listed included in <see cref="Rest"/>.</param>
/// <param name="Rest">The weight of all that are not listed, and of it being none of the candidates.</param>
/// <param name="Band">What simple rules would blame instead.</param>
internal sealed record Culprits(string Fix, IReadOnlyList<Culprit> Candidates, double Rest, CulpritBand Band)
{
    /// <summary>Below this nobody is named: a wrong answer costs more than none.</summary>
    public const double LeastConfidence = 0.3;

    /// <summary>The chance that the first candidate is right; 0 where there is none.</summary>
    public double Confidence => Candidates is [var first, ..] ? first.Weight : 0;

    /// <summary>The first candidate where its chance is worth saying; else null.</summary>
    public Culprit? Answer => Confidence >= LeastConfidence ? Candidates[0] : null;
}

/// <param name="Commit">The commit id.</param>
/// <param name="Weight">Its chance to be the culprit, 0 to 1.</param>
/// <param name="Evidence">Why, in words: the strongest reason first.</param>
internal sealed record Culprit(string Commit, double Weight, IReadOnlyList<string> Evidence);

/// <summary>
/// What other rules blame among the same lines, to show how far a figure depends on the rule. The newest is kept for that alone: it errs toward
/// whoever writes code today.
/// </summary>
/// <param name="All">Every commit that wrote a touched line (B-SZZ), by its share of them.</param>
/// <param name="Newest">The newest of them (R-SZZ), or null.</param>
/// <param name="Largest">The one with most lines (L-SZZ), or null.</param>
/// <param name="Ageless">The likeliest candidate where age is left out of account, or null.</param>
internal sealed record CulpritBand(IReadOnlyList<(string Commit, double Share)> All, string? Newest, string? Largest, string? Ageless);
