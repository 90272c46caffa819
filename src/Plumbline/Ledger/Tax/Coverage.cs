using Plumbline.Ledger.Facts;
using Plumbline.Origin;

namespace Plumbline.Ledger.Tax;

/// <summary>M13: how much of what happened the figures can speak of.</summary>
internal sealed record Coverage
{
    /// <summary>Below this share nothing is compared by origin.</summary>
    public const double Floor = 0.2;

    /// <summary>Changes of the window whose origin is not unknown.</summary>
    public required Known Origins { get; init; }

    /// <summary>Their source lines.</summary>
    public required (long Of, long All) Lines { get; init; }

    /// <summary>Incidents of the window by the verdict of their leading culprit; rejected stands for none.</summary>
    public required IReadOnlyDictionary<Verdict, int> Verdicts { get; init; }

    /// <summary>Incidents of the window that are attributed at the floor or above, of those that a change can have caused.</summary>
    public required Known Attributed { get; init; }

    /// <summary>Of the attributed ones those whose culprit shipped before the window: they are in no rate.</summary>
    public required int Older { get; init; }

    /// <summary>Incidents of the window in no figure by origin, by reason.</summary>
    public required IReadOnlyDictionary<Exclusion, int> Excluded { get; init; }

    /// <summary>Changes of the window whose deployment was recorded, and is not a tag or a release that stands for one.</summary>
    public required Known Recorded { get; init; }

    /// <summary>Deployments whose commit is known to the repository.</summary>
    public required Known Deployed { get; init; }

    /// <summary>Changes of the window with hours of building.</summary>
    public required Known Built { get; init; }

    public bool IsEnough => Share(Origins) >= Floor && (Attributed.All == 0 || Share(Attributed) >= Floor);

    public static double Share(Known known) => known.All == 0 ? 0 : (double)known.Of / known.All;

    public static Coverage Of(LedgerFacts facts, Population population)
    {
        var verdicts = Enum.GetValues<Verdict>().ToDictionary(verdict => verdict, _ => 0);
        int attributed = 0, older = 0, incidents = 0;
        foreach (var incident in population.Incidents.Where(incident => incident.InWindow))
        {
            incidents++;
            verdicts[incident.Verdict]++;
            attributed += population.IsAttributed(incident) ? 1 : 0;
            older += population.IsAttributed(incident) && !population.Changes[incident.Lead].InWindow ? 1 : 0;
        }

        int changes = 0, origins = 0, recorded = 0, built = 0;
        long lines = 0, known = 0;
        foreach (ref readonly var change in population.Changes)
        {
            if (change.InWindow)
            {
                changes++;
                origins += change.Origin != OriginClass.Unknown ? 1 : 0;
                recorded += change.First.IsProxy ? 0 : 1;
                built += change.First.BuildHours >= 0 ? 1 : 0;
                lines += change.First.Lines;
                known += change.Origin != OriginClass.Unknown ? change.First.Lines : 0;
            }
        }

        return new Coverage
        {
            Origins = new Known(origins, changes),
            Lines = (known, lines),
            Verdicts = verdicts,
            Attributed = new Known(attributed, incidents),
            Older = older,
            Excluded = population.Excluded.CountBy(incident => incident.Exclusion).ToDictionary(),
            Recorded = new Known(recorded, changes),
            Deployed = facts.Deployed,
            Built = new Known(built, changes),
        };
    }
}
