using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Plumbline.Store.Ledger;

/// <summary>An open ledger, of which the schema is this program's.</summary>
internal sealed class LedgerFile : IDisposable
{
    private readonly SqliteFile _file;

    private LedgerFile(SqliteFile file) => _file = file;

    public SqliteConnection Connection => _file.Connection;

    /// <summary>Opens it, and makes or upgrades it where needed.</summary>
    /// <param name="place">The folder's store; the ledger is beside it.</param>
    /// <param name="create">False where one that is not there is not to be made.</param>
    /// <exception cref="StoreException">It can't be used.</exception>
    public static LedgerFile Open(StorePlace place, bool create = true)
    {
        var file = SqliteFile.Open(place.Ledger, create, NewContext);

        // PERF: events are known by digests, which lie anywhere in their index; with the two megabytes that SQLite keeps by itself, and a checkpoint
        // for every megabyte, a third of taking in many events went into reading and writing the same pages again.
        file.Run("PRAGMA cache_size = -65536");
        file.Run("PRAGMA wal_autocheckpoint = 8192");
        return new LedgerFile(file);
    }

    /// <summary>A unit of work on this file.</summary>
    public LedgerContext Context() => NewContext(Connection);

    /// <summary>Does something in one transaction; nothing of it is done if it throws.</summary>
    /// <exception cref="StoreException">The ledger can't be used; it holds what it held before.</exception>
    public T Transact<T>(Func<T> work)
    {
        try
        {
            using var transaction = Connection.BeginTransaction(deferred: false);
            var result = work();
            transaction.Commit();
            return result;
        }
        catch (Exception e) when (StoreTrouble.From(e, Connection.DataSource) is { } trouble)
        {
            throw trouble;
        }
    }

    /// <inheritdoc cref="Transact{T}"/>
    public void Transact(Action work) => Transact(() =>
    {
        work();
        return true;
    });

    public void Dispose() => _file.Dispose();

    private static LedgerContext NewContext(SqliteConnection connection) => new(new DbContextOptionsBuilder<LedgerContext>().UseSqlite(connection).Options);
}
