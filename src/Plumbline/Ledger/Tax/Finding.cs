namespace Plumbline.Ledger.Tax;

/// <summary>What the comparison of AI-written and human changes comes to.</summary>
internal enum Finding
{
    /// <summary>Too few incidents, or too few changes of one of the two.</summary>
    TooFew,

    /// <summary>Too little of what happened has a known origin or culprit.</summary>
    NotCovered,

    /// <summary>More by one exposure and less by another one.</summary>
    DependsOnDenominator,

    /// <summary>The exposures agree, and no interval of theirs leaves one out for all of them.</summary>
    NotTold,

    /// <summary>More, by every exposure, and beyond chance by each.</summary>
    More,

    Less,
}

internal static class Findings
{
    /// <summary>How large a share of false discoveries is put up with.</summary>
    public const double Discovery = 0.05;

    /// <param name="rates">The comparisons of M1, adjusted for how many there are.</param>
    public static Finding Of(IReadOnlyList<Comparison> rates)
    {
        if (rates.Any(rate => rate.Standing == Standing.NotCovered))
        {
            return Finding.NotCovered;
        }

        if (rates.Any(rate => rate.Standing == Standing.TooFew))
        {
            return Finding.TooFew;
        }

        var (more, less) = (rates.Any(rate => rate.Direction > 0), rates.Any(rate => rate.Direction < 0));
        return more && less ? Finding.DependsOnDenominator
            : rates.Any(rate => !(rate.Q <= Discovery) || rate.Interval.Contains(1)) ? Finding.NotTold
            : more ? Finding.More : Finding.Less;
    }
}
