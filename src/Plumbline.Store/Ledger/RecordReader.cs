using System.Data.Common;
using System.Text.Json;
using Plumbline.Ledger.Judging;
using Plumbline.Ledger.Records;

namespace Plumbline.Store.Ledger;

/// <summary>Reads all records of a ledger, to be judged.</summary>
internal sealed class RecordReader(LedgerFile file)
{
    /// <exception cref="StoreException">The ledger can't be read.</exception>
    public LedgerRecords Read()
    {
        try
        {
            return new LedgerRecords
            {
                Deployments = [.. Rows("SELECT \"Key\", \"Service\", \"Environment\", \"Region\", \"Repository\", \"Commit\", \"Version\", \"Result\", \"OriginalResult\", \"Said\", \"Started\", \"Finished\", \"IsProxy\", \"Url\" FROM deployments", Deployment)],
                Incidents = [.. Rows("SELECT \"Key\", \"Title\", \"Service\", \"Environment\", \"Severity\", \"Cause\", \"Detected\", \"Acknowledged\", \"Mitigated\", \"Resolved\", \"Reopened\", \"DuplicateOf\", \"Links\", \"Traces\", \"FirstSeenIn\", \"Url\" FROM incidents", Incident)],
                Changes = [.. Rows("SELECT \"Key\", \"Repository\", \"Number\", \"MergeCommit\", \"HeadCommit\", \"Title\", \"Body\", \"Author\", \"Labels\", \"Opened\", \"Merged\" FROM changes", Change)],
                Efforts = [.. Rows("SELECT \"Key\", \"Person\", \"Started\", \"Hours\", \"Category\", \"Subject\" FROM efforts", row => new Effort(row.GetString(0), row.GetString(1), LedgerTime.From(row.GetInt64(2)), row.GetDouble(3), row.GetString(4), row.GetString(5)))],
                Verdicts = new VerdictLog(file).All(),
            };
        }
        catch (Exception e) when (StoreTrouble.From(e, file.Connection.DataSource) is { } trouble)
        {
            throw trouble;
        }
    }

    private IEnumerable<T> Rows<T>(string sql, Func<DbDataReader, T> make)
    {
        using var command = file.Connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this house.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return make(rows);
        }
    }

    private static Deployment Deployment(DbDataReader row) => new()
    {
        Key = row.GetString(0),
        Place = new DeploymentPlace(row.GetString(1), row.GetString(2), row.GetString(3)),
        Repository = row.GetString(4),
        Commit = row.Text(5),
        Version = row.Text(6),
        Result = (DeploymentResult)row.GetInt32(7),
        OriginalResult = row.Text(8),
        Said = row.IsDBNull(9) ? null : (DeploymentKind)row.GetInt32(9),
        Started = row.Moment(10),
        Finished = row.Moment(11),
        IsProxy = row.GetBoolean(12),
        Url = row.Text(13),
    };

    private static Incident Incident(DbDataReader row) => new()
    {
        Key = row.GetString(0),
        Title = row.GetString(1),
        Service = row.GetString(2),
        Environment = row.GetString(3),
        Severity = row.Text(4),
        Cause = (CauseClass)row.GetInt32(5),
        Detected = LedgerTime.From(row.GetInt64(6)),
        Acknowledged = row.Moment(7),
        Mitigated = row.Moment(8),
        Resolved = row.Moment(9),
        Reopened = row.GetInt32(10),
        DuplicateOf = row.Text(11),
        Links = List<IncidentLink>(row.Text(12)),
        Traces = List<string>(row.Text(13)),
        FirstSeenIn = row.Text(14),
        Url = row.Text(15),
    };

    private static Change Change(DbDataReader row) => new()
    {
        Key = row.GetString(0),
        Repository = row.GetString(1),
        Number = row.GetInt64(2),
        MergeCommit = row.Text(3),
        HeadCommit = row.Text(4),
        Title = row.GetString(5),
        Body = row.GetString(6),
        Author = row.GetString(7),
        Labels = List<string>(row.Text(8)),
        Opened = row.Moment(9),
        Merged = row.Moment(10),
    };

    private static IReadOnlyList<T> List<T>(string? json) => json is null ? [] : JsonSerializer.Deserialize<T[]>(json) ?? [];
}
