using System.Data.Common;

namespace Plumbline.Store.Ledger;

/// <summary>Values of a row that may be missing.</summary>
internal static class RowValues
{
    public static string? Text(this DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    public static long? Number(this DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetInt64(at);

    public static DateTimeOffset? Moment(this DbDataReader row, int at) => row.IsDBNull(at) ? null : LedgerTime.From(row.GetInt64(at));
}
