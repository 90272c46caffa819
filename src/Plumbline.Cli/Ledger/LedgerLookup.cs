using Plumbline.Store.Ledger;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Cli.Ledger;

/// <summary>The one record that somebody means by what they typed.</summary>
internal static class LedgerLookup
{
    private const int Shown = 8;

    /// <exception cref="LookupException">There is none, or there are several.</exception>
    public static JudgedIncidentRow Incident(JudgedReader reader, string typed) =>
        One(reader.IncidentsNamed(typed), typed, "incident", row => row.Key, "`plumb incidents` lists them.");

    /// <exception cref="LookupException">There is none, or there are several.</exception>
    public static JudgedChangeRow Change(JudgedReader reader, string typed) =>
        One(reader.ChangesNamed(typed), typed, "change", row => row.Key, "A change is named by its number, as #17, by its key, or by a commit; a commit that a merge brought is part of the merge.");

    /// <summary>Whatever kind it is; null where it is none.</summary>
    public static (JudgedIncidentRow? Incident, JudgedDeploymentRow? Deployment, JudgedChangeRow? Change) Any(JudgedReader reader, string typed)
    {
        var incidents = reader.IncidentsNamed(typed);
        var deployments = reader.DeploymentsNamed(typed);
        var changes = reader.ChangesNamed(typed);
        string[] keys = [.. incidents.Select(row => row.Key), .. deployments.Select(row => row.Key), .. changes.Select(row => row.Key)];
        One(keys, typed, "record", key => key, "`plumb incidents` and `plumb deployments` list them; a change is named by #17 or by a commit.");
        return (incidents.SingleOrDefault(), deployments.SingleOrDefault(), changes.SingleOrDefault());
    }

    /// <summary>The key of the change or the deployment that is meant.</summary>
    /// <exception cref="LookupException">There is none, or there are several.</exception>
    public static string Subject(JudgedReader reader, string typed)
    {
        string[] keys = [.. reader.DeploymentsNamed(typed).Select(row => row.Key), .. reader.ChangesNamed(typed).Select(row => row.Key)];
        return One(keys, typed, "change or deployment", key => key, "A change is named by its number, as #17, by its key, or by a commit; a deployment by its id.");
    }

    private static T One<T>(IReadOnlyList<T> found, string typed, string what, Func<T, string> key, string cure) => found switch
    {
        [var one] => one,
        [] => throw new LookupException(LookupException.NotStored, $"The ledger has no {what} {typed}.", cure),
        _ => throw new LookupException(LookupException.Ambiguous, $"{found.Count} records of the ledger may be meant by {typed}.", "Give the whole key.", [.. found.Take(Shown).Select(key)]),
    };
}
