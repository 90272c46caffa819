using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Judging;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Store.Ledger;

/// <summary>Looks single records of a judgement up, with their texts; for the few that are shown.</summary>
internal sealed class JudgedReader(LedgerFile file) : IDisposable
{
    private const int MostFound = 20;
    private readonly LedgerContext _context = file.Context();
    private string[]? _names;

    /// <summary>A text that many rows have in common.</summary>
    public string Name(int number) => (_names ??= [.. _context.Set<NameRow>().OrderBy(row => row.Id).Select(row => row.Text)])[number];

    /// <summary>Newest first.</summary>
    /// <param name="service">Null for all.</param>
    /// <param name="since">Unix microseconds; null for all times.</param>
    /// <param name="most">How many.</param>
    public IReadOnlyList<JudgedIncidentRow> Incidents(string? service, long? since, int most)
    {
        var numbers = Numbers(service);
        return [.. _context.Set<JudgedIncidentRow>().Where(row => (numbers == null || numbers.Contains(row.Service)) && (since == null || row.Detected >= since)).OrderByDescending(row => row.Id).Take(most)];
    }

    /// <summary>Newest first; those of which nobody knows when they were come last.</summary>
    /// <param name="service">Null for all.</param>
    /// <param name="since">Unix microseconds; null for all times.</param>
    /// <param name="most">How many.</param>
    public IReadOnlyList<JudgedDeploymentRow> Deployments(string? service, long? since, int most)
    {
        var numbers = Numbers(service);
        return [.. _context.Set<JudgedDeploymentRow>().Where(row => (numbers == null || numbers.Contains(row.Service)) && (since == null || row.At >= since)).OrderByDescending(row => row.Id).Take(most)];
    }

    /// <summary>Incidents whose key is this, or ends in it.</summary>
    public IReadOnlyList<JudgedIncidentRow> IncidentsNamed(string key) =>
        Exact(_context.Set<JudgedIncidentRow>(), row => row.Key == key, row => EF.Functions.Like(row.Key, "%:" + Escaped(key), "\\") || EF.Functions.Like(row.Key, "%/" + Escaped(key), "\\"));

    /// <summary>Deployments whose key is this, or ends in it.</summary>
    public IReadOnlyList<JudgedDeploymentRow> DeploymentsNamed(string key) =>
        Exact(_context.Set<JudgedDeploymentRow>(), row => row.Key == key, row => EF.Functions.Like(row.Key, "%:" + Escaped(key), "\\") || EF.Functions.Like(row.Key, "%/" + Escaped(key), "\\"));

    /// <summary>Changes of that key, of that number (<c>#17</c>), or of a commit whose id begins so.</summary>
    public IReadOnlyList<JudgedChangeRow> ChangesNamed(string typed)
    {
        var changes = _context.Set<JudgedChangeRow>();
        if (typed.StartsWith('#') && long.TryParse(typed.AsSpan(1), out var number))
        {
            return [.. changes.Where(row => row.Number == number).Take(MostFound)];
        }

        var id = typed[(typed.LastIndexOf('@') + 1)..].ToLowerInvariant();
        var isId = id.Length is >= 4 and <= 64 && id.AsSpan().IndexOfAnyExcept("0123456789abcdef") < 0;
        return Exact(changes, row => row.Key == typed || (isId && row.Commit == id), row => isId && EF.Functions.Like(row.Commit!, id + "%"));
    }

    public IReadOnlyList<JudgedChangeRow> Changes(IEnumerable<long> ids) => [.. ids.Distinct().Chunk(500).SelectMany(some => _context.Set<JudgedChangeRow>().Where(row => some.Contains(row.Id)).AsEnumerable())];

    public JudgedChangeRow? Change(long id) => _context.Set<JudgedChangeRow>().Find(id);

    public JudgedDeploymentRow? Deployment(long? id) => id is null ? null : _context.Set<JudgedDeploymentRow>().Find(id);

    public JudgedIncidentRow? Incident(long? id) => id is null ? null : _context.Set<JudgedIncidentRow>().Find(id);

    /// <summary>The heaviest first.</summary>
    public IReadOnlyList<BlameRow> BlamesOf(long incident) => [.. _context.Set<BlameRow>().Where(row => row.Incident == incident).OrderByDescending(row => row.Weight).ThenBy(row => row.Change)];

    public IReadOnlyList<BlameRow> BlamesOn(long change) => [.. _context.Set<BlameRow>().Where(row => row.Change == change).OrderBy(row => row.Incident)];

    /// <summary>The strongest first.</summary>
    public IReadOnlyList<EvidenceRow> EvidenceOf(long incident) => [.. _context.Set<EvidenceRow>().Where(row => row.Incident == incident).OrderBy(row => row.Number)];

    /// <summary>Tries at an incident; without one that is only possible, as that is in no figure.</summary>
    public IReadOnlyList<RemedyRow> RemediesOf(long incident) => [.. AllOf(incident).Where(row => row.Kind != (int)RemedyKind.Possible)];

    /// <summary>With one that is only possible.</summary>
    public IReadOnlyList<RemedyRow> AllOf(long incident) => [.. _context.Set<RemedyRow>().Where(row => row.Incident == incident).OrderBy(row => row.At).ThenBy(row => row.Deployment)];

    public IReadOnlyList<RemedyRow> RemediesBy(long deployment) => [.. _context.Set<RemedyRow>().Where(row => row.Deployment == deployment && row.Kind != (int)RemedyKind.Possible).OrderBy(row => row.Incident)];

    public IReadOnlyList<FixRow> FixesOf(long incident) => [.. _context.Set<FixRow>().Where(row => row.Incident == incident).OrderBy(row => row.Change)];

    public IReadOnlyList<FixRow> FixesBy(long change) => [.. _context.Set<FixRow>().Where(row => row.Change == change).OrderBy(row => row.Incident)];

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<ShippedRow> ShipmentsOf(long change) => [.. _context.Set<ShippedRow>().Where(row => row.Change == change).OrderBy(row => row.Id)];

    public IReadOnlyList<ShippedRow> ShippedBy(long deployment, int most) => [.. _context.Set<ShippedRow>().Where(row => row.Deployment == deployment).OrderBy(row => row.Id).Take(most)];

    /// <summary>Incidents by which a deployment failed, or may have.</summary>
    public IReadOnlyList<JudgedIncidentRow> FailuresOf(long deployment) => [.. _context.Set<JudgedIncidentRow>().Where(row => row.Failed == deployment || row.Suspect == deployment).OrderBy(row => row.Id)];

    public IReadOnlyList<HumanVerdict> VerdictsOn(string incident) => [.. new VerdictLog(file).All().Where(verdict => verdict.Incident == incident)];

    public void Dispose() => _context.Dispose();

    private static IReadOnlyList<T> Exact<T>(IQueryable<T> rows, Expression<Func<T, bool>> same, Expression<Func<T, bool>> like)
    {
        var found = rows.Where(same).Take(MostFound).ToList();
        return found.Count > 0 ? found : [.. rows.Where(like).Take(MostFound)];
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    // Any letter case; null for all services.
    private int[]? Numbers(string? service) =>
        service is null ? null : [.. _context.Set<NameRow>().AsEnumerable().Where(row => row.Text.Equals(service, StringComparison.OrdinalIgnoreCase)).Select(row => (int)row.Id)];
}
