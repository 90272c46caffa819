using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Shop;

/// <summary>One SQLite file: many readers, one writer, and none of them waits inside SQLite.</summary>
internal sealed class Database : IDisposable
{
    private const int Readers = 8;

    private readonly string _connectionString;
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private readonly SemaphoreSlim _readers = new(Readers);
    private readonly SemaphoreSlim _writer = new(1);

    public Database(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, "shop.db");
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, Pooling = false }.ToString();
        _idle.Add(Open());
    }

    public Task<T> Read<T>(Func<Session, T> work, CancellationToken cancel) => Within(_readers, write: false, work, cancel);

    /// <summary>All of the work or none of it: an exception rolls back.</summary>
    public Task<T> Write<T>(Func<Session, T> work, CancellationToken cancel) => Within(_writer, write: true, work, cancel);

    public void Dispose()
    {
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }

        _readers.Dispose();
        _writer.Dispose();
    }

    private async Task<T> Within<T>(SemaphoreSlim gate, bool write, Func<Session, T> work, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        SqliteConnection? connection = null;
        try
        {
            connection = _idle.TryTake(out var idle) ? idle : Open();
            using var transaction = connection.BeginTransaction(deferred: !write);
            var result = work(new Session(connection, transaction));
            transaction.Commit();
            return result;
        }
        finally
        {
            if (connection is not null)
            {
                _idle.Add(connection);
            }

            gate.Release();
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();

        // With a write-ahead log, NORMAL loses nothing when the process dies, and costs no fsync a transaction.
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL";
        command.ExecuteNonQuery();
        return connection;
    }
}
