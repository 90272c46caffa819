using Plumbline.Runtime;

namespace Plumbline.Store;

/// <summary>Writes batches of one source, opens the store when the first comes and again after trouble, and keeps it within its bounds.</summary>
internal sealed class StoreSession(StorePlace place, EventSource source, StoreLimits limits, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_agePause = TimeSpan.FromMinutes(10);

    private StoreFile? _file;
    private Pruning? _pruning;
    private long _crowdedBefore;
    private long _agedAt;

    public EventSource Source => source;

    /// <summary>Older events that went because the store was full.</summary>
    public long Crowded => _crowdedBefore + (_pruning?.Crowded ?? 0);

    /// <summary>Null where the batch is in the store; else why it is not, and then none of it is.</summary>
    public StoreException? TryWrite(IReadOnlyCollection<RawEvent> batch)
    {
        try
        {
            var now = Now();
            var file = Opened(now);
            if (batch.Count > 0)
            {
                using var context = file.Context();
                new BatchWrite(context, source).Save(batch, now);
            }

            Prune(now);
            return null;
        }
#pragma warning disable CA1031 // Whatever goes wrong here must not end the watch that it writes for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Close();
            return StoreTrouble.From(e, place.Database)
                ?? new StoreException(StoreException.Broken, $"The store {place.Database} can't be used: {e.GetType().Name}: {e.Message}", null, e);
        }
    }

    public void Dispose() => Close();

    private StoreFile Opened(long now)
    {
        if (_file is null)
        {
            _file = StoreFile.Open(place);
            _pruning = new Pruning(_file, limits);
            _pruning.ByAge(now);
            _agedAt = now;
        }

        return _file;
    }

    private void Prune(long now)
    {
        if (now - _agedAt > s_agePause.TotalMicroseconds)
        {
            _pruning!.ByAge(now);
            _agedAt = now;
        }

        _pruning!.BySize();
    }

    private void Close()
    {
        _crowdedBefore = Crowded;
        _pruning = null;
        _file?.Dispose();
        _file = null;
    }

    private long Now() => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
