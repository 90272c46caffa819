using Plumbline.Ledger.Facts;
using Plumbline.Origin;
using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>AI against human by the three exposures of M1: if these point in different directions, the answer depends on the denominator.</summary>
internal static class RateComparisons
{
    /// <param name="population">Changes and incidents.</param>
    /// <param name="tallies">By service and origin.</param>
    /// <param name="covered">Whether enough is known for a comparison.</param>
    public static IReadOnlyList<Comparison> Of(Population population, TallyTable tallies, bool covered)
    {
        var imputed = Impute(population, tallies);
        var precisions = AttributionPrecision.Of(population);
        return
        [
            Compare("incidents for 100 changes", tally => tally.ByChange, imputed.ByChange),
            Compare("first incidents for 1,000 change-days", tally => tally.ByDay, null),
            Compare("incidents for 1,000 lines", tally => tally.ByLine, imputed.ByLine),
        ];

        Comparison Compare(string name, Func<Tally, Rate> rate, ImputedRatio? drawn)
        {
            var (ai, human) = (tallies.Of(OriginClass.Ai), tallies.Of(OriginClass.Human));
            var (one, other) = (rate(ai), rate(human));
            var events = one.Events + other.Events;
            var share = one.Exposure / (one.Exposure + other.Exposure);
            var standing = Comparison.StandingOf(events, covered);
            if (standing is Standing.TooFew or Standing.NotCovered || Math.Min(ai.Changes, human.Changes) < Figure.Fewest || Math.Min(one.Exposure, other.Exposure) <= 0)
            {
                return Comparison.Untold("M1", name, isRatio: true, events, covered).WithNeeds(share);
            }

            var ratio = RateRatio.Of(one, other);
            var dispersion = Dispersed(tallies, rate);
            var interval = Dispersion.Widen(ratio.Estimate, ratio.MidP, dispersion);
            var lines = tallies.Of(OriginClass.Ai).Lines / (double)Math.Max(1, ai.Lines + human.Lines);
            var misattributed = precisions.Select(right => (right, Misattribution.Ratio(one, other, right, lines))).ToList();
            return new Comparison("M1", name, true, ratio.Estimate, interval, Softened(ratio.MidPValue, dispersion), events, standing)
            {
                Doubt = new Doubt(ratio.Exact, dispersion, drawn, misattributed),
            }.WithNeeds(share);
        }
    }

    /// <summary>Each origin has its own rate, so that only what varies between services beside it counts as clustering.</summary>
    private static double Dispersed(TallyTable tallies, Func<Tally, Rate> rate)
    {
        double sum = 0, freedom = 0;
        foreach (var origin in new[] { OriginClass.Ai, OriginClass.Human })
        {
            var clusters = Enumerable.Range(0, tallies.Groups).Select(group => rate(tallies.Of(group, origin))).Where(cluster => cluster.Exposure > 0).ToList();
            var dispersion = Dispersion.Of(clusters);
            if (!double.IsNaN(dispersion))
            {
                (sum, freedom) = (sum + (dispersion * (clusters.Count - 1)), freedom + clusters.Count - 1);
            }
        }

        return freedom > 0 ? sum / freedom : double.NaN;
    }

    /// <summary>The p that belongs to an interval widened by the root of the dispersion.</summary>
    private static double Softened(double p, double dispersion) =>
        dispersion > Dispersion.Over && p is > 0 and < 1 ? Normal.TwoSidedP(Normal.Quantile(p / 2) / Math.Sqrt(dispersion)) : p;

    private static (ImputedRatio? ByChange, ImputedRatio? ByLine) Impute(Population population, TallyTable tallies)
    {
        var (ai, human) = (tallies.Of(OriginClass.Ai), tallies.Of(OriginClass.Human));
        if (ai.Changes == 0 || human.Changes == 0)
        {
            return (null, null);
        }

        var events = new List<(double, double)>();
        foreach (var incident in population.Incidents)
        {
            var weights = Weights(population, incident);
            if (weights.One + weights.Other > 0)
            {
                events.Add(weights);
            }
        }

        var byChange = ImputedRatio.Of(events, ai.Changes, human.Changes, population.Question.Seed);
        var scale = ai.Lines > 0 && human.Lines > 0 ? (double)human.Lines / ai.Lines / ((double)human.Changes / ai.Changes) : double.NaN;
        return (byChange, double.IsNaN(scale) ? null : byChange.Times(scale));
    }

    private static (double One, double Other) Weights(Population population, in TrackedIncident incident)
    {
        double one = 0, other = 0;
        foreach (var (place, weight) in population.Culprits(incident))
        {
            ref readonly var change = ref population.Changes[place];
            one += change.InWindow && change.Origin == OriginClass.Ai ? weight : 0;
            other += change.InWindow && change.Origin == OriginClass.Human ? weight : 0;
        }

        return (one, other);
    }
}
