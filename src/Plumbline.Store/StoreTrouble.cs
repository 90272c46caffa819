using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Plumbline.Store;

/// <summary>Turns what SQLite and the file system say into the one kind of failure that this house has.</summary>
internal static class StoreTrouble
{
    // Result codes of SQLite.
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CantOpen = 14;
    private const int NoDatabase = 26;

    /// <summary>Null where the exception is none of the store's.</summary>
    public static StoreException? From(Exception exception, string path) => exception switch
    {
        StoreException store => store,
        SqliteException sqlite => Of(sqlite, path),
        DbUpdateException { InnerException: { } inner } => From(inner, path),
        UnauthorizedAccessException => NotAllowed(path, exception),
        IOException or InvalidDataException => new StoreException(StoreException.Broken, $"The store {path} can't be used: {exception.Message}", null, exception),
        _ => null,
    };

    private static StoreException Of(SqliteException e, string path) => e.SqliteErrorCode switch
    {
        Busy or Locked => new StoreException(
            StoreException.Locked,
            $"The store {path} is locked by another process.",
            "See which programs have it open, and end the one that holds it.",
            e),
        Full => new StoreException(StoreException.Full, $"There is no room left for the store {path}.", "Free space on that disk, or set a smaller store.size in plumbline.yml.", e),
        ReadOnly or CantOpen => NotAllowed(path, e),
        Corrupt or NoDatabase => new StoreException(
            StoreException.Corrupt,
            $"The store {path} is damaged: {e.Message}.",
            "Move the file out of the way; a new one is made. `sqlite3 FILE .recover` may save what is in it.",
            e),
        InputOutput => new StoreException(StoreException.Broken, $"The store {path} can't be read or written: {e.Message}.", "Look at the disk that it is on.", e),
        _ => new StoreException(StoreException.Broken, $"The store {path} can't be used: {e.Message}.", null, e),
    };

    private static StoreException NotAllowed(string path, Exception e) => new(
        StoreException.NotAllowed,
        $"The store {path} can't be opened for writing.",
        "Make its directory and files writable for you; captured values belong to the user who captured them.",
        e);
}
