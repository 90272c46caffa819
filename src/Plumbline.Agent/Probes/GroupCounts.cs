using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Plumbline.Agent.Capture;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

/// <summary>Hits by the value of an expression. Bounded in groups; what finds no room is counted together.</summary>
internal sealed class GroupCounts(Redaction.Redactor redactor)
{
    private const int MostGroups = 1000;
    private readonly ConcurrentDictionary<object, StrongBox<long>> _groups = new();
    private long _others;
    private int _count;

    /// <summary>Counts one hit. The key of a user's type is its text, so its Equals and GetHashCode are never called.</summary>
    public void Add<T>(T key)
    {
        var group = key is null ? "null" : IsPlain(typeof(T)) ? (object)key : TextOf(key);
        if (!_groups.TryGetValue(group, out var count) && !TryAdd(group, out count))
        {
            Interlocked.Increment(ref _others);
            return;
        }

        Interlocked.Increment(ref count!.Value);
    }

    public CountGroup[] Largest(int most, out long others)
    {
        var rows = _groups.Select(group => new CountGroup(Text(group.Key), Interlocked.Read(ref group.Value.Value)))
            .OrderByDescending(row => row.Hits).ThenBy(row => row.Key, StringComparer.Ordinal).ToList();
        others = Interlocked.Read(ref _others) + rows.Skip(most).Sum(row => row.Hits);
        return [.. rows.Take(most)];
    }

    private bool TryAdd(object group, out StrongBox<long>? count)
    {
        count = null;
        if (Volatile.Read(ref _count) >= MostGroups)
        {
            return false;
        }

        count = _groups.GetOrAdd(group, _ => new StrongBox<long>());
        Volatile.Write(ref _count, _groups.Count);
        return true;
    }

    private string Text(object key) => redactor.Redact(key as string ?? TextOf(key));

    private string TextOf(object key) => ValueText.Of(key, redactor);

    private static bool IsPlain(Type type) => type.IsPrimitive || type == typeof(string) || type == typeof(decimal) || type == typeof(Guid);
}
