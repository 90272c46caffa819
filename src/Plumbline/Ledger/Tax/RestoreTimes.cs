using Plumbline.Ledger.Facts;
using Plumbline.Origin;
using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>M4 of the incidents that have an origin in common: from detected to restored.</summary>
/// <param name="Origin">Of the leading culprit; null where nobody is to name.</param>
internal sealed record RestoreGroup(OriginClass? Origin, Spread Hours);

/// <summary>M4: time to restore, over the incidents that were detected in the window. Open ones are watched until the end of observation.</summary>
/// <param name="All">All incidents that a change can have caused.</param>
/// <param name="Groups">Those of which there are any.</param>
/// <param name="OtherCause">Incidents that no change has caused, apart.</param>
/// <param name="Flaps">Over by themselves at once; in no figure.</param>
internal sealed record RestoreTimes(Spread All, IReadOnlyList<RestoreGroup> Groups, Spread OtherCause, int Flaps)
{
    /// <summary>How many times as long AI-written ones took, with whole services drawn again.</summary>
    public required Comparison Comparison { get; init; }

    public static RestoreTimes Of(Population population, bool covered)
    {
        var incidents = population.Incidents.Where(incident => incident.InWindow && !incident.Incident.ClockIsWrong).ToList();
        var origins = incidents.ToLookup(incident => population.OriginOf(incident), incident => SpellOf(incident.Incident, population.Until));
        var groups = OriginOrder.All.Select(origin => (OriginClass?)origin).Append(null).Where(origins.Contains)
            .Select(origin => new RestoreGroup(origin, Spread.Of([.. origins[origin]]))).ToList();
        var other = population.Excluded.Where(incident => incident.Exclusion == Exclusion.OtherCause && !incident.ClockIsWrong).Select(incident => SpellOf(incident, population.Until));
        return new RestoreTimes(
            Spread.Of([.. incidents.Select(incident => SpellOf(incident.Incident, population.Until))]),
            groups,
            Spread.Of([.. other]),
            population.Excluded.Count(incident => incident.Exclusion == Exclusion.Flap))
        {
            Comparison = Compare(population, incidents, covered),
        };
    }

    /// <summary>From detected to restored in hours; to the end of observation where it is open, or said to be restored only after that.</summary>
    private static Spell SpellOf(JudgedIncident incident, long until)
    {
        var ended = incident.Restored is { } restored && restored.UtcTicks <= until;
        var end = ended ? incident.Restored!.Value.UtcTicks : until;
        return new Spell(Math.Max(Spread.Shortest, (double)(end - incident.Detected.UtcTicks) / TimeSpan.TicksPerHour), ended);
    }

    private static Comparison Compare(Population population, List<TrackedIncident> incidents, bool covered)
    {
        const string Name = "time to restore, ratio of geometric means";
        var subjects = new List<Subject>();
        var clusters = new Dictionary<string, (List<double> Ai, List<double> Human)>(StringComparer.Ordinal);
        foreach (var incident in incidents)
        {
            if (population.OriginOf(incident) is not (OriginClass.Ai or OriginClass.Human) || SpellOf(incident.Incident, population.Until) is var spell && !spell.Ended)
            {
                continue;
            }

            var ai = population.OriginOf(incident) == OriginClass.Ai;
            subjects.Add(new Subject(spell, ai));
            if (!clusters.TryGetValue(incident.Incident.Service, out var cluster))
            {
                clusters.Add(incident.Incident.Service, cluster = ([], []));
            }

            (ai ? cluster.Ai : cluster.Human).Add(spell.Time);
        }

        var (events, standing) = (subjects.Count, Comparison.StandingOf(subjects.Count, covered));
        if (standing is Standing.TooFew or Standing.NotCovered || !subjects.Exists(subject => subject.First) || subjects.TrueForAll(subject => subject.First))
        {
            return Comparison.Untold("M4", Name, isRatio: true, events, covered);
        }

        var sorted = clusters.OrderBy(cluster => cluster.Key, StringComparer.Ordinal).Select(cluster => (cluster.Value.Ai.ToArray(), cluster.Value.Human.ToArray())).ToList();
        var ratio = GeometricMeanRatio.Of(sorted, population.Question.Seed);
        return new Comparison("M4", Name, true, ratio.Estimate, ratio.Interval, LogRank.Of(subjects).P, events, double.IsNaN(ratio.Interval.Low) ? Standing.TooFew : standing);
    }
}
