using System.Collections.Concurrent;

namespace Shop;

/// <summary>Values that may be served for a while after they were loaded. Absent values are not kept.</summary>
internal sealed class ExpiringCache<TKey, TValue>(TimeSpan lifetime, TimeProvider time)
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();

    public async ValueTask<TValue?> GetOrLoad(TKey key, Func<TKey, CancellationToken, Task<TValue?>> load, CancellationToken cancel)
    {
        if (_entries.TryGetValue(key, out var entry) && time.GetUtcNow() < entry.Expires)
        {
            return entry.Value;
        }

        var value = await load(key, cancel);
        if (value is not null)
        {
            _entries[key] = new Entry(value, time.GetUtcNow() + lifetime);
        }

        return value;
    }

    public void Forget(TKey key) => _entries.TryRemove(key, out _);

    private sealed record Entry(TValue Value, DateTimeOffset Expires);
}
