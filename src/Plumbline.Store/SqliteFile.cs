using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Plumbline.Store;

/// <summary>An open database of which the schema is this program's.</summary>
internal sealed class SqliteFile : IDisposable
{
    private const int BusySeconds = 5;

    /// <summary>Pages of the log after which they go into the database: about one megabyte.</summary>
    private const int LogPages = 256;

    private SqliteFile(SqliteConnection connection) => Connection = connection;

    public SqliteConnection Connection { get; }

    /// <summary>Opens it, and makes or upgrades it where needed.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="create">False where one that is not there is not to be made.</param>
    /// <param name="context">Gives the context whose migrations are its schema.</param>
    /// <exception cref="StoreException">It can't be used.</exception>
    public static SqliteFile Open(StorePlace place, bool create, Func<SqliteConnection, DbContext> context)
    {
        SqliteFile? file = null;
        try
        {
            if (create)
            {
                place.Prepare();
            }

            file = new SqliteFile(new SqliteConnection(Connecting(place.Database)));
            file.Begin();
            new SchemaUpgrade(file.Connection, context).Run(place.Database);
            return file;
        }
        catch (Exception e) when (StoreTrouble.From(e, place.Database) is { } trouble)
        {
            file?.Dispose();
            throw trouble;
        }
    }

    /// <summary>Runs a statement to its end, and gives the first value of its last row.</summary>
    public object? Run(string sql)
    {
        using var command = Connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this house.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        object? last = null;

        // A pragma such as incremental_vacuum does one step a row.
        do
        {
            while (rows.Read())
            {
                last = rows.GetValue(0);
            }
        }
        while (rows.NextResult());
        return last;
    }

    public void Dispose() => Connection.Dispose();

    private static string Connecting(string path) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWrite,
        Pooling = false,
        DefaultTimeout = BusySeconds,
        ForeignKeys = true,
    }.ToString();

    /// <summary>A file that is new remembers that it can shrink; the log lets others read while one writes.</summary>
    private void Begin()
    {
        Connection.Open();
        if (Run("PRAGMA journal_mode") is not "wal")
        {
            // Both take the write lock, which whoever only reads must not need.
            Run("PRAGMA auto_vacuum = INCREMENTAL");
            Run("PRAGMA journal_mode = WAL");
        }

        Run("PRAGMA synchronous = NORMAL");
        Run($"PRAGMA wal_autocheckpoint = {LogPages}");
        Run("PRAGMA journal_size_limit = 1048576");
    }
}
