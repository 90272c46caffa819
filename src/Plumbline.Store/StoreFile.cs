using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Plumbline.Store;

/// <summary>An open store of captures, of which the schema is this program's.</summary>
internal sealed class StoreFile : IDisposable
{
    private readonly SqliteFile _file;

    private StoreFile(SqliteFile file) => _file = file;

    public SqliteConnection Connection => _file.Connection;

    /// <summary>Opens it, and makes or upgrades it where needed.</summary>
    /// <param name="create">False where a store that is not there is not to be made.</param>
    /// <exception cref="StoreException">It can't be used.</exception>
    public static StoreFile Open(StorePlace place, bool create = true) => new(SqliteFile.Open(place, create, NewContext));

    /// <summary>A unit of work on this file.</summary>
    public StoreContext Context() => NewContext(Connection);

    /// <summary>Runs a statement to its end, and gives the first value of its last row.</summary>
    public object? Run(string sql) => _file.Run(sql);

    public void Dispose() => _file.Dispose();

    private static StoreContext NewContext(SqliteConnection connection) => new(new DbContextOptionsBuilder<StoreContext>().UseSqlite(connection).Options);
}
