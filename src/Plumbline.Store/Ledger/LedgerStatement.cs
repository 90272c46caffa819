using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Plumbline.Store.Ledger;

/// <summary>
/// A statement that is prepared once and run for many rows, within the transaction that its connection is in. PERF: tracking each row costs more than
/// SQLite takes to write it, and so does a command, which looks up each parameter by its name and makes a reader every time; this is SQLite's own
/// interface. The SQL is what SQLite and PostgreSQL have in common.
/// </summary>
internal sealed class LedgerStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _places;
    private byte[] _text = new byte[1024];

    /// <param name="connection">Open.</param>
    /// <param name="sql">With parameters @0, @1 and so on.</param>
    public LedgerStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The ledger is not open.");
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _places = [.. Enumerable.Range(0, raw.sqlite3_bind_parameter_count(_statement)).Select(at => raw.sqlite3_bind_parameter_index(_statement, $"@{at}"))];
    }

    /// <summary>An upsert of a row by its key.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="table">Its name.</param>
    /// <param name="columns">The key first.</param>
    public static LedgerStatement Upsert(SqliteConnection connection, string table, params string[] columns)
    {
        var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
        var values = string.Join(", ", columns.Select((_, at) => $"@{at}"));
        var updates = string.Join(", ", columns.Skip(1).Select(column => $"\"{column}\" = excluded.\"{column}\""));
        return new LedgerStatement(connection, $"INSERT INTO {table} ({names}) VALUES ({values}) ON CONFLICT (\"{columns[0]}\") DO UPDATE SET {updates}");
    }

    /// <summary>Runs it to its end.</summary>
    public void Run(params ReadOnlySpan<object?> values)
    {
        using var rows = Rows(values);
        while (rows.Read())
        {
        }
    }

    /// <summary>Inserts a row, and gives the id that it got; null where it was there already.</summary>
    public long? Insert(params ReadOnlySpan<object?> values)
    {
        Run(values);
        return raw.sqlite3_changes(_database) > 0 ? raw.sqlite3_last_insert_rowid(_database) : null;
    }

    /// <summary>Begins it. It can be run again once the rows are disposed of.</summary>
    public StatementRows Rows(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Check(Bind(_places[i], values[i]));
        }

        return new StatementRows(_database, _statement);
    }

    public void Dispose() => _statement.Dispose();

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        string text => BindText(place, text),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int64(_statement, place, number),
        bool flag => raw.sqlite3_bind_int64(_statement, place, flag ? 1 : 0),
        double number => raw.sqlite3_bind_double(_statement, place, number),
        float number => raw.sqlite3_bind_double(_statement, place, number),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new ArgumentOutOfRangeException(nameof(value), $"A value of type {value.GetType()} can't be stored."),
    };

    private int BindText(int place, string text)
    {
        // An empty span has no address, and would be stored as null.
        if (text.Length == 0)
        {
            return raw.sqlite3_bind_text(_statement, place, "");
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_text.Length < most)
        {
            _text = new byte[most];
        }

        return raw.sqlite3_bind_text(_statement, place, _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text)));
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
