using Plumbline.Runtime;
using Plumbline.Tests.Support;

namespace Plumbline.Store.Tests;

/// <summary>A store in a folder of its own.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StorePlace Place => new(Path.Combine(_folder.Path, ".plumbline"));

    public long Length => new FileInfo(Place.Database).Length;

    public static DateTimeOffset Today { get; } = DateTimeOffset.UnixEpoch.AddMicroseconds(Events.Start).AddMinutes(1);

    /// <summary>Writes in one batch, and fails the test where that fails.</summary>
    public long Write(params IReadOnlyCollection<RawEvent> events) => WriteAt(Today, new StoreLimits(), events);

    public long WriteAt(DateTimeOffset now, StoreLimits limits, IReadOnlyCollection<RawEvent> events, EventSource? source = null)
    {
        using var session = new StoreSession(Place, source ?? Events.Shop, limits, new SetClock(now));
        return session.TryWrite(events) is { } trouble ? throw trouble : session.Crowded;
    }

    public T Read<T>(Func<StoreReader, T> read)
    {
        using var reader = new StoreReader(Place);
        return read(reader);
    }

    public IReadOnlyList<StoredEntry> Entries(EntryQuery? query = null) => Read(reader => reader.Entries(query ?? new EntryQuery()));

    public void Run(string sql)
    {
        using var file = StoreFile.Open(Place);
        file.Run(sql);
    }

    public void Dispose() => _folder.Dispose();

    internal sealed class SetClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
