using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Judging;

/// <summary>Finds the changes that are said to repair an incident: by the incident's own links, and by the texts of changes.</summary>
internal static class FixFinder
{
    /// <summary>A fix is not written before the trouble is noticed by more than a clock may be wrong.</summary>
    private static readonly TimeSpan s_before = TimeSpan.FromHours(1);

    /// <summary>What speaks of an incident later than this speaks of it as history.</summary>
    private static readonly TimeSpan s_after = TimeSpan.FromDays(180);

    public static void Find(IReadOnlyList<IncidentCase> cases, ChangeBook changes)
    {
        foreach (var one in cases)
        {
            foreach (var link in one.Record.Links.Where(link => link.Kind == LinkKind.FixedBy))
            {
                if (changes.Named(link.Target, RepositoryOf(one.Record)) is { } change)
                {
                    Add(one, change, link.Words);
                }
            }
        }

        var names = new IncidentNames(cases);
        foreach (var change in changes.All)
        {
            string[] repositories = [.. new[] { change.Repository, change.Record?.Repository }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
            foreach (var text in change.Texts())
            {
                foreach (var (one, words) in names.EndedBy(text, repositories))
                {
                    if (change.At >= one.Record.Detected - s_before && change.At <= one.Record.Detected + s_after)
                    {
                        Add(one, change, $"{change.Key} says \"{words}\"");
                    }
                }
            }
        }
    }

    /// <summary>The repository that an incident is an issue of; empty for others.</summary>
    public static string RepositoryOf(Incident incident)
    {
        var colon = incident.Key.IndexOf(':', StringComparison.Ordinal);
        var issues = incident.Key.IndexOf("/issues/", StringComparison.Ordinal);
        return colon >= 0 && issues > colon ? incident.Key[(colon + 1)..issues] : "";
    }

    private static void Add(IncidentCase one, KnownChange change, string words)
    {
        var original = one.Original ?? one;
        if (!original.Fixes.Exists(fix => fix.Change == change))
        {
            original.Fixes.Add(new FixLink(change, words));
        }
    }
}
