using Plumbline.Ledger.Facts;
using Plumbline.Origin;

namespace Plumbline.Ledger.Tax;

/// <summary>M6 of the incidents that have an origin in common: how many deployments a fix took until it held.</summary>
/// <param name="Origin">Of the leading culprit; null where nobody is to name.</param>
/// <param name="Verified">Incidents that stayed quiet, with at least one deployment other than a rollback.</param>
/// <param name="Counts">Of these with 1, 2–3, 4–6, and 7 or more deployments.</param>
/// <param name="AtOnce">Share of them that one deployment fixed.</param>
/// <param name="RolledBack">Incidents with a rollback, which is counted apart.</param>
/// <param name="Without">Quiet without any deployment but rollbacks.</param>
/// <param name="Unfinished">Open, or not quiet for long enough.</param>
internal sealed record CycleGroup(OriginClass? Origin, int Verified, IReadOnlyList<int> Counts, Figure AtOnce, int RolledBack, int Without, int Unfinished);

/// <summary>M6 over the incidents that were detected in the window.</summary>
/// <param name="All">Over all origins.</param>
/// <param name="Groups">Those of which there are any.</param>
/// <param name="Kinds">Deployments by what they were for.</param>
internal sealed record RedeployCycles(CycleGroup All, IReadOnlyList<CycleGroup> Groups, IReadOnlyDictionary<RemedyKind, int> Kinds)
{
    public static IReadOnlyList<string> BinNames { get; } = ["1", "2–3", "4–6", "7+"];

    public static RedeployCycles Of(Population population)
    {
        var incidents = population.Incidents.Where(incident => incident.InWindow).ToList();
        var origins = incidents.ToLookup(incident => population.OriginOf(incident), incident => incident.Incident);
        var kinds = new int[Enum.GetValues<RemedyKind>().Length];
        foreach (var (incident, _, _, _) in incidents)
        {
            for (var i = 0; i < incident.Remedies.Count; i++)
            {
                kinds[(int)incident.Remedies[i].Kind]++;
            }
        }

        return new RedeployCycles(
            Group(null, incidents.Select(incident => incident.Incident), population.Until),
            [.. OriginOrder.All.Select(origin => (OriginClass?)origin).Append(null).Where(origins.Contains).Select(origin => Group(origin, origins[origin], population.Until))],
            Enum.GetValues<RemedyKind>().Where(kind => kinds[(int)kind] > 0).ToDictionary(kind => kind, kind => kinds[(int)kind]));
    }

    private static CycleGroup Group(OriginClass? origin, IEnumerable<JudgedIncident> incidents, long until)
    {
        var counts = new int[BinNames.Count];
        int rolledBack = 0, without = 0, unfinished = 0;
        foreach (var incident in incidents)
        {
            var tries = Tries(incident.Remedies);
            rolledBack += tries < incident.Remedies.Count ? 1 : 0;
            if (incident.Verified is not { } verified || verified.UtcTicks > until)
            {
                unfinished++;
            }
            else if (tries == 0)
            {
                without++;
            }
            else
            {
                counts[tries switch { 1 => 0, <= 3 => 1, <= 6 => 2, _ => 3 }]++;
            }
        }

        var all = counts.Sum();
        return new CycleGroup(origin, all, counts, Figure.Share(counts[0], all), rolledBack, without, unfinished);
    }

    private static int Tries(IReadOnlyList<Remedy> remedies)
    {
        var tries = 0;
        for (var i = 0; i < remedies.Count; i++)
        {
            tries += remedies[i].Kind == RemedyKind.Rollback ? 0 : 1;
        }

        return tries;
    }
}
