using System.Data.Common;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;
using Plumbline.Origin;

namespace Plumbline.Store.Ledger;

/// <summary>
/// Reads what a report counts. PERF: a million rows; each is numbers alone, read by position, and texts that many have in common are one object each.
/// </summary>
internal sealed class FactsReader(LedgerFile file)
{
    private string[] _names = [];

    /// <summary>Null where nothing was judged yet.</summary>
    /// <param name="since">Only changes shipped, deployments and incidents from then on; null for all. What an incident is attributed to may have been shipped before.</param>
    /// <exception cref="StoreException">The ledger can't be read.</exception>
    public LedgerFacts? Read(DateTimeOffset? since = null)
    {
        try
        {
            return ReadAll(LedgerTime.Of(since) ?? long.MinValue);
        }
        catch (Exception e) when (StoreTrouble.From(e, file.Connection.DataSource) is { } trouble)
        {
            throw trouble;
        }
    }

    /// <summary>What the tables were made from; null where nothing was judged yet.</summary>
    public string? Digest() => Rows("SELECT \"Digest\" FROM judgements", 0, row => row.GetString(0)).FirstOrDefault();

    private LedgerFacts? ReadAll(long since)
    {
        _names = [.. Rows("SELECT \"Text\" FROM names ORDER BY \"Id\"", since, row => row.GetString(0))];
        var until = Rows("SELECT \"Until\", \"Known\", \"Deployed\" FROM judgements", since, row => (At: LedgerTime.From(row.GetInt64(0)), Deployed: new Known(row.GetInt32(1), row.GetInt32(2))));
        return until is not [var made] ? null : new LedgerFacts
        {
            Changes = Rows(
                "SELECT \"Change\", \"Service\", \"Team\", \"Partner\", \"Shipped\", \"Begun\", \"Gone\", \"IsReverted\", \"Origin\", \"Tool\", \"Model\", \"Lines\", \"AiLines\", \"Reworked\", \"FileAge\", \"BuildHours\", \"IsProxy\" FROM shipped WHERE \"Shipped\" >= @since ORDER BY \"Id\"",
                since,
                Change),
            Deployments = Rows(
                "SELECT \"Id\", \"Service\", \"Environment\", \"Region\", \"At\", \"Kind\", \"IsRemedy\", \"IsProxy\", \"Changes\", \"AiShare\" FROM judged_deployments WHERE \"Counts\" = 1 AND \"At\" >= @since ORDER BY \"Id\"",
                since,
                Deployment),
            Incidents = Incidents(since),
            Hours = Rows("SELECT \"Person\", \"Team\", \"IsSenior\", \"Month\", \"Kind\", \"Hours\", \"Incident\", \"IsModelled\" FROM work ORDER BY \"Id\"", since, Work),
            Until = made.At,
            Deployed = made.Deployed,
        };
    }

    private ShippedChange Change(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Service = _names[row.GetInt32(1)],
        Team = _names[row.GetInt32(2)],
        Partner = _names[row.GetInt32(3)],
        Shipped = LedgerTime.From(row.GetInt64(4)),
        Begun = row.Moment(5),
        Gone = row.Moment(6),
        IsReverted = row.GetBoolean(7),
        Origin = (OriginClass)row.GetInt32(8),
        Tool = _names[row.GetInt32(9)],
        Model = _names[row.GetInt32(10)],
        Lines = row.GetInt32(11),
        AiLines = row.GetInt32(12),
        Reworked = row.GetInt32(13),
        FileAge = row.GetFloat(14),
        BuildHours = row.GetFloat(15),
        IsProxy = row.GetBoolean(16),
    };

    private ProductionDeployment Deployment(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Place = new DeploymentPlace(_names[row.GetInt32(1)], _names[row.GetInt32(2)], _names[row.GetInt32(3)]),
        At = LedgerTime.From(row.GetInt64(4)),
        Kind = (DeploymentKind)row.GetInt32(5),
        IsRemedy = row.GetBoolean(6),
        IsProxy = row.GetBoolean(7),
        Changes = row.GetInt32(8),
        AiShare = row.GetFloat(9),
    };

    private WorkHours Work(DbDataReader row)
    {
        var month = row.GetInt32(3);
        return new WorkHours(row.GetInt32(0), _names[row.GetInt32(1)], row.GetBoolean(2), new DateOnly(month / 12, (month % 12) + 1, 1), (WorkKind)row.GetInt32(4), row.GetDouble(5), row.GetInt64(6), row.GetBoolean(7));
    }

    // Blames and remedies come in the order of their incidents, so that one step through each is enough.
    private List<JudgedIncident> Incidents(long since)
    {
        var blames = Rows("SELECT \"Incident\", \"Change\", \"Weight\", \"Verdict\" FROM blames ORDER BY \"Incident\", \"Weight\" DESC, \"Change\"", since, row => (Incident: row.GetInt64(0), Blame: new Blame(row.GetInt64(1), row.GetDouble(2), (Verdict)row.GetInt32(3))));
        var remedies = Rows("SELECT \"Incident\", \"Deployment\", \"Kind\", \"At\" FROM remedies ORDER BY \"Incident\", \"At\", \"Deployment\"", since, row => (Incident: row.GetInt64(0), Remedy: new Remedy(row.GetInt64(1), (RemedyKind)row.GetInt32(2), LedgerTime.From(row.GetInt64(3)))));
        var (blame, remedy) = (0, 0);
        return Rows(
            "SELECT \"Id\", \"Service\", \"Detected\", \"Restored\", \"ClockIsWrong\", \"Exclusion\", \"Cause\", \"Failed\", \"Suspect\", \"Verified\" FROM judged_incidents WHERE \"Detected\" >= @since ORDER BY \"Id\"",
            since,
            row => new JudgedIncident
            {
                Id = row.GetInt64(0),
                Service = _names[row.GetInt32(1)],
                Detected = LedgerTime.From(row.GetInt64(2)),
                Restored = row.Moment(3),
                ClockIsWrong = row.GetBoolean(4),
                Exclusion = (Exclusion)row.GetInt32(5),
                Cause = (CauseClass)row.GetInt32(6),
                FailedDeployment = row.GetInt64(7),
                SuspectDeployment = row.GetInt64(8),
                Verified = row.Moment(9),
                Blames = Of(blames, ref blame, row.GetInt64(0), one => one.Incident, one => one.Blame),
                Remedies = Of(remedies, ref remedy, row.GetInt64(0), one => one.Incident, one => one.Remedy),
            });
    }

    private static T[] Of<TRow, T>(List<TRow> rows, ref int at, long incident, Func<TRow, long> incidentOf, Func<TRow, T> part)
    {
        while (at < rows.Count && incidentOf(rows[at]) < incident)
        {
            at++;
        }

        var from = at;
        while (at < rows.Count && incidentOf(rows[at]) == incident)
        {
            at++;
        }

        return from == at ? [] : [.. rows.GetRange(from, at - from).Select(part)];
    }

    private List<T> Rows<T>(string sql, long since, Func<DbDataReader, T> make)
    {
        using var command = file.Connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this house.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("@since", since);
        using var rows = command.ExecuteReader();
        var all = new List<T>();
        while (rows.Read())
        {
            all.Add(make(rows));
        }

        return all;
    }
}
