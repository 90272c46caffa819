using Plumbline.Ledger.Judging;

namespace Plumbline.Store.Ledger;

/// <summary>What people decided, in the order in which they did. It only grows; nothing that is made again touches it.</summary>
internal sealed class VerdictLog(LedgerFile file)
{
    /// <summary>All of them, the oldest first.</summary>
    public IReadOnlyList<HumanVerdict> All()
    {
        using var command = file.Connection.CreateCommand();
        command.CommandText = "SELECT \"Number\", \"Incident\", \"Subject\", \"Decision\", \"Who\", \"At\", \"Words\" FROM verdicts ORDER BY \"Number\"";
        using var rows = command.ExecuteReader();
        var all = new List<HumanVerdict>();
        while (rows.Read())
        {
            all.Add(new HumanVerdict(rows.GetInt64(0), rows.GetString(1), rows.GetString(2), (Decision)rows.GetInt32(3), rows.GetString(4), LedgerTime.From(rows.GetInt64(5)), rows.GetString(6)));
        }

        return all;
    }

    /// <summary>Adds one at the end.</summary>
    /// <exception cref="StoreException">The ledger can't be written.</exception>
    public void Add(string incident, string subject, Decision decision, (string Who, DateTimeOffset At, string Words) by) => file.Transact(() =>
    {
        using var insert = new LedgerStatement(file.Connection, "INSERT INTO verdicts (\"Number\", \"Incident\", \"Subject\", \"Decision\", \"Who\", \"At\", \"Words\") SELECT COALESCE(MAX(\"Number\"), 0) + 1, @0, @1, @2, @3, @4, @5 FROM verdicts");
        insert.Run(incident, subject, (int)decision, by.Who, LedgerTime.Of(by.At), by.Words);
    });
}
