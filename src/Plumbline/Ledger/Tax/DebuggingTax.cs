using Plumbline.Origin;
using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>M12 of one origin: hours after shipping for one hour of building.</summary>
/// <param name="Changes">That shipped in the window, with known hours of building.</param>
/// <param name="Build">Their hours of building, modelled.</param>
/// <param name="Spent">Hours on the incidents that are attributed to them, by the weights of the culprits.</param>
/// <param name="Ratio">Spent for each hour of building; the interval holds the doubt about culprits, not that about hours. Not told of fewer than five incidents.</param>
internal sealed record TaxGroup(OriginClass Origin, int Changes, double Build, HoursSpent Spent, Figure Ratio);

/// <summary>M12.</summary>
/// <param name="Groups">Origins with hours of building.</param>
/// <param name="Unattributed">Hours on incidents of the window that are nobody's, or of changes before the window.</param>
internal sealed record DebuggingTax(IReadOnlyList<TaxGroup> Groups, HoursSpent Unattributed)
{
    public static DebuggingTax Of(Population population, IReadOnlyDictionary<long, HoursSpent> hours)
    {
        var build = new (int Changes, double Hours)[OriginOrder.Count];
        foreach (ref readonly var change in population.Changes)
        {
            if (change.InWindow && change.First.BuildHours >= 0)
            {
                ref var sum = ref build[(int)change.Origin];
                sum = (sum.Changes + 1, sum.Hours + change.First.BuildHours);
            }
        }

        var spent = new HoursSpent[OriginOrder.Count];
        var unattributed = default(HoursSpent);
        var weights = new double[OriginOrder.Count];
        var incidents = new int[OriginOrder.Count];
        var draws = new CulpritDraws(population.Question.Seed);
        foreach (var tracked in population.Incidents)
        {
            if (!hours.TryGetValue(tracked.Incident.Id, out var own))
            {
                continue;
            }

            Weights(population, tracked, weights);
            for (var i = 0; i < spent.Length; i++)
            {
                spent[i] = spent[i].Plus(own.Times(weights[i]));
                incidents[i] += weights[i] > 0 ? 1 : 0;
            }

            unattributed = tracked.InWindow ? unattributed.Plus(own.Times(Math.Max(0, 1 - weights.Sum()))) : unattributed;
            draws.Add(weights, own.All);
        }

        var intervals = draws.Intervals();
        var groups = OriginOrder.All.Where(origin => build[(int)origin].Hours > 0).Select(origin => Group(origin, build[(int)origin], spent[(int)origin], (intervals[(int)origin], incidents[(int)origin])));
        return new DebuggingTax([.. groups], unattributed);
    }

    private static TaxGroup Group(OriginClass origin, (int Changes, double Hours) build, HoursSpent spent, (Interval Hours, int Incidents) drawn) => new(
        origin,
        build.Changes,
        build.Hours,
        spent,
        new Figure(spent.All / build.Hours, new Interval(drawn.Hours.Low / build.Hours, drawn.Hours.High / build.Hours), spent.All, build.Hours, build.Changes >= Figure.Fewest && drawn.Incidents >= Comparison.Least));

    /// <summary>By origin, of the changes that the hours of building are of.</summary>
    private static void Weights(Population population, in TrackedIncident tracked, double[] weights)
    {
        Array.Clear(weights);
        foreach (var (place, weight) in population.Culprits(tracked))
        {
            ref readonly var change = ref population.Changes[place];
            weights[(int)change.Origin] += change.InWindow && change.First.BuildHours >= 0 ? weight : 0;
        }
    }
}
