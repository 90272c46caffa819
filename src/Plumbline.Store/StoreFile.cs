using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Plumbline.Store;

/// <summary>An open store of which the schema is this program's.</summary>
internal sealed class StoreFile : IDisposable
{
    private const int BusySeconds = 5;

    /// <summary>Pages of the log after which they go into the database: about one megabyte.</summary>
    private const int LogPages = 256;

    private readonly SqliteConnection _connection;
    private readonly DbContextOptions<StoreContext> _options;

    private StoreFile(SqliteConnection connection)
    {
        _connection = connection;
        _options = new DbContextOptionsBuilder<StoreContext>().UseSqlite(connection).Options;
    }

    public SqliteConnection Connection => _connection;

    /// <summary>Opens it, and makes or upgrades it where needed.</summary>
    /// <param name="create">False where a store that is not there is not to be made.</param>
    /// <exception cref="StoreException">It can't be used.</exception>
    public static StoreFile Open(StorePlace place, bool create = true)
    {
        StoreFile? file = null;
        try
        {
            if (create)
            {
                place.Prepare();
            }

            file = new StoreFile(new SqliteConnection(Connecting(place.Database)));
            file.Begin();
            new SchemaUpgrade(file).Run(place.Database);
            return file;
        }
        catch (Exception e) when (StoreTrouble.From(e, place.Database) is { } trouble)
        {
            file?.Dispose();
            throw trouble;
        }
    }

    /// <summary>A unit of work on this file.</summary>
    public StoreContext Context() => new(_options);

    /// <summary>Runs a statement to its end, and gives the first value of its last row.</summary>
    public object? Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
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

    public void Dispose() => _connection.Dispose();

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
        _connection.Open();
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
