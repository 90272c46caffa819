using System.Runtime.InteropServices;
using Plumbline.Ledger.Facts;
using Plumbline.Origin;

namespace Plumbline.Ledger.Tax;

/// <summary>
/// The changes and incidents of a report, each once, and who leads in whose blame. An incident counts for one change: the one with the highest
/// verdict, among equals the one with most weight, among these one that no age favours. A lower verdict never displaces it, so a higher floor
/// can only take incidents away.
/// </summary>
internal sealed class Population
{
    private readonly Dictionary<long, int> _places;
    private readonly TrackedChange[] _changes;
    private readonly List<(int Change, double Weight)> _culprits = [];

    private Population(TaxQuestion question, long until, TrackedChange[] changes, Dictionary<long, int> places)
    {
        (Question, Until, _changes, _places) = (question, until, changes, places);
    }

    public TaxQuestion Question { get; }

    /// <summary>End of observation, UTC ticks.</summary>
    public long Until { get; }

    public long From => Question.From.UtcTicks;

    public IReadOnlyList<string> Services { get; private init; } = [];

    public ReadOnlySpan<TrackedChange> Changes => _changes;

    /// <summary>All that no rule excludes, also those before the window.</summary>
    public IReadOnlyList<TrackedIncident> Incidents { get; private set; } = [];

    /// <summary>Detected in the window, and in no figure by origin, with the reason.</summary>
    public IReadOnlyList<JudgedIncident> Excluded { get; private set; } = [];

    public static Population Of(LedgerFacts facts, TaxQuestion question)
    {
        var services = new NameNumbers();
        var places = new Dictionary<long, int>(facts.Changes.Count);
        var changes = new TrackedChange[facts.Changes.Count];
        var (until, from, count) = (facts.Until.UtcTicks, question.From.UtcTicks, 0);
        foreach (var row in facts.Changes)
        {
            if ((question.Service is { } asked && row.Service != asked) || row.Shipped.UtcTicks > until)
            {
                continue;
            }

            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, row.Id, out var known);
            if (known)
            {
                changes[place].Join(row, services.Of(row.Service));
            }
            else
            {
                place = count;
                changes[count++] = Track(row, services.Of(row.Service));
            }
        }

        Array.Resize(ref changes, count);
        foreach (ref var change in changes.AsSpan())
        {
            change.InWindow = change.Shipped >= from;
        }

        var population = new Population(question, until, changes, places) { Services = services.Names };
        population.Take(facts.Incidents);
        return population;
    }

    /// <summary>Whether an incident counts as its lead's.</summary>
    public bool IsAttributed(in TrackedIncident incident) => incident.Lead >= 0 && incident.Verdict >= Question.Floor;

    /// <summary>Of an attributed one the origin of its lead; null of any other.</summary>
    public OriginClass? OriginOf(in TrackedIncident incident) => IsAttributed(incident) ? _changes[incident.Lead].Origin : null;

    /// <summary>The changes that an incident is attributed to at the floor or above, with their weights.</summary>
    public ReadOnlySpan<(int Change, double Weight)> Culprits(in TrackedIncident incident) =>
        CollectionsMarshal.AsSpan(_culprits).Slice(incident.From, incident.Count);

    private static TrackedChange Track(ShippedChange row, int service) => new()
    {
        First = row,
        Origin = row.Origin,
        Service = service,
        Shipped = row.Shipped.UtcTicks,
        Gone = row.Gone?.UtcTicks ?? TrackedChange.Never,
        FirstIncident = TrackedChange.Never,
    };

    private void Take(IReadOnlyList<JudgedIncident> incidents)
    {
        var seen = new HashSet<long>(incidents.Count);
        var (counted, excluded) = (new List<TrackedIncident>(incidents.Count), new List<JudgedIncident>());

        // By id, so that what is drawn for each does not depend on the order in which they were read.
        foreach (var incident in incidents.OrderBy(incident => incident.Id))
        {
            var at = incident.Detected.UtcTicks;
            if ((Question.Service is { } asked && incident.Service != asked) || at > Until || !seen.Add(incident.Id))
            {
                continue;
            }

            if (incident.Exclusion == Exclusion.None)
            {
                counted.Add(Track(incident));
            }
            else if (at >= From)
            {
                excluded.Add(incident);
            }
        }

        (Incidents, Excluded) = (counted, excluded);
    }

    private TrackedIncident Track(JudgedIncident incident)
    {
        var (lead, best, first) = (-1, default(Blame), _culprits.Count);
        for (var i = 0; i < incident.Blames.Count; i++)
        {
            var blame = incident.Blames[i];
            var place = blame.Verdict == Verdict.Rejected ? -1 : Place(incident, blame);
            if (place < 0)
            {
                continue;
            }

            if (lead < 0 || Leads(incident.Id, blame, best))
            {
                (lead, best) = (place, blame);
            }

            if (blame.Verdict >= Question.Floor)
            {
                _culprits.Add((place, blame.Weight));
            }
        }

        var tracked = new TrackedIncident(incident, lead, best.Verdict, incident.Detected.UtcTicks >= From) { From = first, Count = _culprits.Count - first };
        if (IsAttributed(tracked))
        {
            ref var change = ref _changes[lead];
            change.Incidents++;
            change.FirstIncident = Math.Min(change.FirstIncident, incident.Detected.UtcTicks);
        }

        return tracked;
    }

    /// <returns>-1 where the change is not among those of the report, or shipped only after the incident.</returns>
    private int Place(JudgedIncident incident, Blame blame) =>
        _places.TryGetValue(blame.Change, out var place) && _changes[place].Shipped <= incident.Detected.UtcTicks ? place : -1;

    private static bool Leads(long incident, Blame one, Blame other) =>
        one.Verdict != other.Verdict ? one.Verdict > other.Verdict
        : one.Weight != other.Weight ? one.Weight > other.Weight
        : Lot(incident, one.Change) < Lot(incident, other.Change);

    /// <summary>The same at every run, and without regard to which of two changes is newer. Mixing by Steele et al., OOPSLA 2014 (SplitMix64).</summary>
    private static ulong Lot(long incident, long change)
    {
        var z = ((ulong)incident * 0x9E3779B97F4A7C15) ^ (ulong)change;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
