using Plumbline.Origin;
using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>M8 and M9 of one origin: how much of what shipped in the window was written again or taken back.</summary>
/// <param name="Rework">Share of the lines changed or deleted within 14 days, of changes that were followed up so long.</param>
/// <param name="Followed">Changes that were.</param>
/// <param name="Reverts">Reverted changes for 1,000.</param>
internal sealed record UpkeepGroup(OriginClass Origin, Figure Rework, int Followed, Figure Reverts);

/// <summary>M8 and M9.</summary>
internal sealed record Upkeep(IReadOnlyList<UpkeepGroup> Groups, IReadOnlyList<Comparison> Comparisons)
{
    public const double Reverts = 1000;

    public static Upkeep Of(Population population, bool covered)
    {
        var sums = OriginOrder.All.ToDictionary(origin => origin, _ => new RatioSums());
        var reverted = OriginOrder.All.ToDictionary(origin => origin, _ => (Hits: 0L, All: 0L));
        foreach (ref readonly var change in population.Changes)
        {
            if (!change.InWindow)
            {
                continue;
            }

            var (hits, all) = reverted[change.Origin];
            reverted[change.Origin] = (hits + (change.First.IsReverted ? 1 : 0), all + 1);
            if (change.First is { Reworked: >= 0, Lines: > 0 } followed)
            {
                sums[change.Origin].Add(Math.Min(followed.Reworked, followed.Lines), followed.Lines);
            }
        }

        var groups = OriginOrder.All.Where(origin => reverted[origin].All > 0).Select(origin => new UpkeepGroup(
            origin,
            sums[origin].Figure(),
            sums[origin].Count,
            Scaled(Figure.Share(reverted[origin].Hits, reverted[origin].All)))).ToList();
        return new Upkeep(groups, [Rewritten(sums[OriginClass.Ai], sums[OriginClass.Human], covered), TakenBack(reverted[OriginClass.Ai], reverted[OriginClass.Human], covered)]);
    }

    private static Figure Scaled(Figure share) => share with { Value = share.Value * Reverts, Interval = new Interval(share.Interval.Low * Reverts, share.Interval.High * Reverts) };

    private static Comparison Rewritten(RatioSums ai, RatioSums human, bool covered)
    {
        const string Name = "share of lines reworked within 14 days, less the human one";
        if (Math.Min(ai.Count, human.Count) < Figure.Fewest || !covered)
        {
            return Comparison.Untold("M8", Name, isRatio: false, ai.Count + human.Count, covered);
        }

        var (difference, error) = (ai.Ratio - human.Ratio, Math.Sqrt(ai.Variance + human.Variance));
        var half = Normal.TwoSided(Normal.Usual) * error;
        return new Comparison("M8", Name, false, difference, new Interval(difference - half, difference + half), error > 0 ? Normal.TwoSidedP(difference / error) : double.NaN, ai.Count + human.Count, Standing.Full);
    }

    private static Comparison TakenBack((long Hits, long All) ai, (long Hits, long All) human, bool covered)
    {
        const string Name = "share of changes reverted, less the human one";
        var (events, standing) = (ai.Hits + human.Hits, Comparison.StandingOf(ai.Hits + human.Hits, covered));
        if (standing is Standing.TooFew or Standing.NotCovered || Math.Min(ai.All, human.All) < Figure.Fewest)
        {
            return Comparison.Untold("M9", Name, isRatio: false, events, covered);
        }

        var (one, other) = (new Proportion(ai.Hits, ai.All), new Proportion(human.Hits, human.All));
        var difference = ProportionDifference.Of(one, other);
        return new Comparison("M9", Name, false, difference.Estimate, difference.Interval, FisherTest.Of(one, other).TwoSided, events, standing);
    }
}
