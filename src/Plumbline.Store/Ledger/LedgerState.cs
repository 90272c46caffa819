namespace Plumbline.Store.Ledger;

/// <summary>How far a ledger has grown: events and decisions are only ever added.</summary>
internal sealed class LedgerState(LedgerFile file)
{
    /// <summary>0 where there is none.</summary>
    public long LastEvent { get; } = Most(file, "SELECT COALESCE(MAX(\"Id\"), 0) FROM events");

    /// <summary>0 where there is none.</summary>
    public long LastVerdict { get; } = Most(file, "SELECT COALESCE(MAX(\"Number\"), 0) FROM verdicts");

    private static long Most(LedgerFile file, string sql)
    {
        using var command = file.Connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}
