using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Plumbline.Store.Ledger;

/// <summary>The rows of a statement that runs; disposing of them ends it.</summary>
internal readonly ref struct StatementRows(sqlite3 database, sqlite3_stmt statement) : IDisposable
{
    /// <summary>Whether there is another one.</summary>
    public bool Read()
    {
        var result = raw.sqlite3_step(statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(result, database);
        }

        return result == raw.SQLITE_ROW;
    }

    public long Number(int at) => raw.sqlite3_column_int64(statement, at);

    public string Text(int at) => raw.sqlite3_column_text(statement, at).utf8_to_string();

    public byte[] Bytes(int at) => raw.sqlite3_column_blob(statement, at).ToArray();

    /// <summary>Gives the same failure again that the last row gave, which was told.</summary>
    public void Dispose() => raw.sqlite3_reset(statement);
}
