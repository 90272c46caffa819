using Microsoft.Data.Sqlite;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Store.Ledger;

/// <summary>Writes the tables of a judgement, within one transaction; what they held before is gone.</summary>
internal sealed class JudgementTables : IDisposable
{
    private static readonly string[] s_tables = ["names", "shipped", "judged_changes", "judged_deployments", "judged_incidents", "blames", "remedies", "fixes", "evidence", "fact_blocks", "judgements"];

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, LedgerStatement> _inserts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private long _shipped;

    public JudgementTables(SqliteConnection connection)
    {
        _connection = connection;
        foreach (var table in s_tables)
        {
            using var delete = new LedgerStatement(connection, $"DELETE FROM {table}");
            delete.Run();
        }

        NameOf("");
    }

    /// <summary>The number of a text that many rows have in common.</summary>
    public int NameOf(string text)
    {
        if (!_names.TryGetValue(text, out var number))
        {
            _names[text] = number = _names.Count;
            Run("names", ["Id", "Text"], number, text);
        }

        return number;
    }

    /// <summary>Rows come in the order of their time; the id is given here.</summary>
    public void Add(ShippedRow row) => Run("shipped", ["Id", "Change", "Service", "Shipped", "Gone", "Deployment"], ++_shipped, row.Change, row.Service, row.Shipped, row.Gone, row.Deployment);

    public void Add(JudgedChangeRow row) => Run(
        "judged_changes",
        ["Id", "Key", "Repository", "Number", "Commit", "Title", "At", "Origin", "Tool", "Model", "Ai", "Human", "Mixed", "Unknown", "Reworked", "Commits", "RevertedBy", "NotCounted"],
        row.Id, row.Key, row.Repository, row.Number, row.Commit, row.Title, row.At, row.Origin, row.Tool, row.Model, row.Ai, row.Human, row.Mixed, row.Unknown, row.Reworked, row.Commits, row.RevertedBy, row.NotCounted);

    public void Add(JudgedDeploymentRow row) => Run(
        "judged_deployments",
        ["Id", "Key", "Service", "Environment", "Region", "At", "Kind", "Result", "Commit", "Version", "Url", "Previous", "IsRemedy", "IsProxy", "Changes", "AiShare", "Counts", "NotCounted", "NoCode"],
        row.Id, row.Key, row.Service, row.Environment, row.Region, row.At, row.Kind, row.Result, row.Commit, row.Version, row.Url, row.Previous, row.IsRemedy, row.IsProxy, row.Changes, row.AiShare, row.Counts, row.NotCounted, row.NoCode);

    public void Add(JudgedIncidentRow row) => Run(
        "judged_incidents",
        ["Id", "Key", "Title", "Url", "Service", "Severity", "Detected", "Acknowledged", "Restored", "ClockIsWrong", "Exclusion", "Cause", "Running", "Failed", "Suspect", "Verified", "Original", "Note"],
        row.Id, row.Key, row.Title, row.Url, row.Service, row.Severity, row.Detected, row.Acknowledged, row.Restored, row.ClockIsWrong, row.Exclusion, row.Cause, row.Running, row.Failed, row.Suspect, row.Verified, row.Original, row.Note);

    public void Add(BlameRow row) => Run("blames", ["Incident", "Change", "Weight", "Verdict"], row.Incident, row.Change, row.Weight, row.Verdict);

    public void Add(RemedyRow row) => Run("remedies", ["Incident", "Deployment", "Kind", "At", "Words"], row.Incident, row.Deployment, row.Kind, row.At, row.Words);

    public void Add(FixRow row) => Run("fixes", ["Incident", "Change", "Words"], row.Incident, row.Change, row.Words);

    public void Add(EvidenceRow row) => Run(
        "evidence",
        ["Incident", "Number", "Step", "Verdict", "Weight", "Change", "Deployment", "Commit", "Place", "Words"],
        row.Incident, row.Number, row.Step, row.Verdict, row.Weight, row.Change, row.Deployment, row.Commit, row.Place, row.Words);

    public void Add(FactBlockRow row) => Run("fact_blocks", ["Kind", "Number", "Last", "Body"], row.Kind, row.Number, row.Last, row.Body);

    public void Add(JudgementRow row) => Run("judgements", ["Id", "Digest", "At", "Until", "Known", "Deployed"], row.Id, row.Digest, row.At, row.Until, row.Known, row.Deployed);

    public void Dispose()
    {
        foreach (var insert in _inserts.Values)
        {
            insert.Dispose();
        }
    }

    private void Run(string table, string[] columns, params ReadOnlySpan<object?> values)
    {
        if (!_inserts.TryGetValue(table, out var insert))
        {
            var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
            var places = string.Join(", ", columns.Select((_, at) => $"@{at}"));
            _inserts[table] = insert = new LedgerStatement(_connection, $"INSERT INTO {table} ({names}) VALUES ({places})");
        }

        insert.Run(values);
    }
}
