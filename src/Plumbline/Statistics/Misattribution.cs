namespace Plumbline.Statistics;

/// <summary>
/// What events that are blamed on the wrong culprit hide: if a share p of attributions is right and the others fall on candidates by chance,
/// a group's observed share is p s + (1 - p) q, where s is its true one and q its share of the candidates.
/// </summary>
internal static class Misattribution
{
    /// <summary>The true share that an observed one stands for, held between 0 and 1.</summary>
    /// <param name="observed">Share of the events that is attributed to the group.</param>
    /// <param name="precision">Share of attributions that are right, above 0.</param>
    /// <param name="candidates">Share of the candidates that is the group's.</param>
    public static double TrueShare(double observed, double precision, double candidates)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(precision);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(precision, 1);
        return Math.Clamp((observed - ((1 - precision) * candidates)) / precision, 0, 1);
    }

    /// <summary>The rate ratio that is left when wrong attributions are taken out; infinite where the other group keeps none.</summary>
    /// <param name="one">Attributed events and exposure of the first group.</param>
    /// <param name="other">Of the second group.</param>
    /// <param name="precision">Share of attributions that are right.</param>
    /// <param name="candidates">Share of the candidates of both groups that is the first one's.</param>
    public static double Ratio(Rate one, Rate other, double precision, double candidates)
    {
        var share = TrueShare((double)one.Events / (one.Events + other.Events), precision, candidates);
        return share / (1 - share) * (other.Exposure / one.Exposure);
    }
}
