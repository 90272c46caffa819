using Plumbline.Origin;
using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>What became of the changes of one origin that shipped in the window: M8, M9, and the corrective commits of M10, as M10b.</summary>
/// <param name="Rework">Share of the lines changed or deleted within 14 days, of changes that were followed up so long.</param>
/// <param name="Followed">Changes that were.</param>
/// <param name="Reverts">Reverted changes for 1,000.</param>
/// <param name="Corrected">Share of the changes of which a fix changed lines within 30 days, of those that were followed up so long.</param>
internal sealed record UpkeepGroup(OriginClass Origin, Figure Rework, int Followed, Figure Reverts, Figure Corrected);

/// <summary>M8, M9, and the corrective commits of M10, as M10b.</summary>
internal sealed record Upkeep(IReadOnlyList<UpkeepGroup> Groups, IReadOnlyList<Comparison> Comparisons)
{
    public const double Reverts = 1000;

    public static Upkeep Of(Population population, bool covered)
    {
        var sums = OriginOrder.All.ToDictionary(origin => origin, _ => new RatioSums());
        var reverted = OriginOrder.All.ToDictionary(origin => origin, _ => new Hits());
        var corrected = OriginOrder.All.ToDictionary(origin => origin, _ => new Hits());
        foreach (ref readonly var change in population.Changes)
        {
            if (!change.InWindow)
            {
                continue;
            }

            reverted[change.Origin] = reverted[change.Origin].And(change.First.IsReverted);
            if (change.First.IsCorrected is { } isCorrected)
            {
                corrected[change.Origin] = corrected[change.Origin].And(isCorrected);
            }

            if (change.First is { Reworked: >= 0, Lines: > 0 } followed)
            {
                sums[change.Origin].Add(Math.Min(followed.Reworked, followed.Lines), followed.Lines);
            }
        }

        var groups = OriginOrder.All.Where(origin => reverted[origin].All > 0).Select(origin => new UpkeepGroup(
            origin,
            sums[origin].Figure(),
            sums[origin].Count,
            Scaled(reverted[origin].Share),
            corrected[origin].Share)).ToList();
        return new Upkeep(groups,
        [
            Rewritten(sums[OriginClass.Ai], sums[OriginClass.Human], covered),
            Shares("M9", "share of changes reverted, less the human one", reverted, covered),
            Shares("M10b", "share of changes that a fix corrected within 30 days, less the human one", corrected, covered),
        ]);
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

    private static Comparison Shares(string metric, string name, Dictionary<OriginClass, Hits> hits, bool covered)
    {
        var (ai, human) = (hits[OriginClass.Ai], hits[OriginClass.Human]);
        var (events, standing) = (ai.Of + human.Of, Comparison.StandingOf(ai.Of + human.Of, covered));
        if (standing is Standing.TooFew or Standing.NotCovered || Math.Min(ai.All, human.All) < Figure.Fewest)
        {
            return Comparison.Untold(metric, name, isRatio: false, events, covered);
        }

        var (one, other) = (new Proportion(ai.Of, ai.All), new Proportion(human.Of, human.All));
        var difference = ProportionDifference.Of(one, other);
        return new Comparison(metric, name, false, difference.Estimate, difference.Interval, FisherTest.Of(one, other).TwoSided, events, standing);
    }

    private readonly record struct Hits(long Of, long All)
    {
        public Figure Share => Figure.Share(Of, All);

        public Hits And(bool isHit) => new(Of + (isHit ? 1 : 0), All + 1);
    }
}
