using Plumbline.Ledger.Facts;
using Plumbline.Origin;

namespace Plumbline.Ledger.Tax;

/// <summary>A change that cost much after it shipped, with where to look.</summary>
/// <param name="Change"><see cref="ShippedChange.Id"/>.</param>
/// <param name="Hours">On its incidents, by its weight in each.</param>
/// <param name="Down">Hours from detected to restored, by its weight; until the end of observation where it is open.</param>
/// <param name="Redeploys">Deployments that tried to end them, rollbacks among them.</param>
/// <param name="Incidents">The incidents with the verdict, the heaviest first.</param>
internal sealed record CostlyChange(
    long Change, string Service, OriginClass Origin, string Tool, DateTimeOffset Shipped, HoursSpent Hours, double Down, int Redeploys, IReadOnlyList<(long Incident, Verdict Verdict, double Weight)> Incidents);

/// <summary>The changes of the window that cost most: by hours where hours are known, else by how long things were down.</summary>
internal static class CostlyChanges
{
    public const int Most = 20;

    public static IReadOnlyList<CostlyChange> Of(Population population, IReadOnlyDictionary<long, HoursSpent> hours)
    {
        var sums = new Dictionary<int, (HoursSpent Hours, double Down)>();
        foreach (var tracked in population.Incidents)
        {
            var (own, down) = (hours.GetValueOrDefault(tracked.Incident.Id), Down(tracked.Incident, population.Until));
            foreach (var (place, weight) in population.Culprits(tracked))
            {
                if (population.Changes[place].InWindow)
                {
                    var sum = sums.GetValueOrDefault(place);
                    sums[place] = (sum.Hours.Plus(own.Times(weight)), sum.Down + (down * weight));
                }
            }
        }

        var worst = sums.OrderByDescending(pair => pair.Value.Hours.All).ThenByDescending(pair => pair.Value.Down).ThenBy(pair => population.Changes[pair.Key].First.Id)
            .Take(Most).Select(pair => pair.Key).ToList();
        var incidents = Incidents(population, worst.ToHashSet());
        return [.. worst.Select(place => Row(population, place, sums[place], incidents[place]))];
    }

    private static CostlyChange Row(Population population, int place, (HoursSpent Hours, double Down) sum, List<(JudgedIncident Incident, Blame Blame)> incidents)
    {
        ref readonly var change = ref population.Changes[place];
        return new CostlyChange(
            change.First.Id,
            change.First.Service,
            change.Origin,
            change.First.Tool,
            new DateTimeOffset(change.Shipped, TimeSpan.Zero),
            sum.Hours,
            sum.Down,
            incidents.Sum(one => one.Incident.Remedies.Count),
            [.. incidents.OrderByDescending(one => one.Blame.Weight).ThenBy(one => one.Incident.Id).Select(one => (one.Incident.Id, one.Blame.Verdict, one.Blame.Weight))]);
    }

    private static Dictionary<int, List<(JudgedIncident Incident, Blame Blame)>> Incidents(Population population, HashSet<int> places)
    {
        var found = places.ToDictionary(place => place, _ => new List<(JudgedIncident, Blame)>());
        foreach (var tracked in population.Incidents)
        {
            foreach (var (place, weight) in population.Culprits(tracked))
            {
                if (places.Contains(place))
                {
                    var id = population.Changes[place].First.Id;
                    var verdict = tracked.Incident.Blames.Where(blame => blame.Change == id).Max(blame => blame.Verdict);
                    found[place].Add((tracked.Incident, new Blame(id, weight, verdict)));
                }
            }
        }

        return found;
    }

    private static double Down(JudgedIncident incident, long until) => incident.ClockIsWrong
        ? 0
        : (double)(Math.Min(incident.Restored?.UtcTicks ?? until, until) - incident.Detected.UtcTicks) / TimeSpan.TicksPerHour;
}
