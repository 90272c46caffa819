using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Dynamic;

namespace Plumbline.Agent.Capture.Collections;

/// <summary>A dictionary by the enumerator of its own class, which never asks the comparer.</summary>
internal abstract class PairItems<TKey, TValue> : CollectionShape
{
    public override byte[] Kind => DictionaryKind;

    public sealed override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        graph.Head.Total = TotalOf(value);
        Read(value, new PairSink<TKey, TValue>(graph, names));
    }

    protected abstract void Read(object value, PairSink<TKey, TValue> sink);
}

/// <summary>Takes keys with their values until there is no room for more.</summary>
internal struct PairSink<TKey, TValue>(CaptureGraph graph, TupleNames? names)
{
    private int _count;

    public bool Take(TKey key, TValue value) => CollectionShape.Pair(graph, ref key, ref value, ref _count, names);
}

internal sealed class DictionaryItems<TKey, TValue> : PairItems<TKey, TValue>
    where TKey : notnull
{
    public override long TotalOf(object value) => ((Dictionary<TKey, TValue>)value).Count;

    protected override void Read(object value, PairSink<TKey, TValue> sink)
    {
        foreach (var (key, item) in (Dictionary<TKey, TValue>)value)
        {
            if (!sink.Take(key, item))
            {
                return;
            }
        }
    }
}

internal sealed class SortedDictionaryItems<TKey, TValue> : PairItems<TKey, TValue>
    where TKey : notnull
{
    public override long TotalOf(object value) => ((SortedDictionary<TKey, TValue>)value).Count;

    protected override void Read(object value, PairSink<TKey, TValue> sink)
    {
        foreach (var (key, item) in (SortedDictionary<TKey, TValue>)value)
        {
            if (!sink.Take(key, item))
            {
                return;
            }
        }
    }
}

internal sealed class SortedListItems<TKey, TValue> : PairItems<TKey, TValue>
    where TKey : notnull
{
    public override long TotalOf(object value) => ((SortedList<TKey, TValue>)value).Count;

    protected override void Read(object value, PairSink<TKey, TValue> sink)
    {
        var items = (SortedList<TKey, TValue>)value;
        for (var i = 0; i < items.Count; i++)
        {
            if (!sink.Take(items.GetKeyAtIndex(i), items.GetValueAtIndex(i)))
            {
                return;
            }
        }
    }
}

/// <summary>A concurrent dictionary: its enumerator takes no lock, and its count would.</summary>
internal sealed class ConcurrentDictionaryItems<TKey, TValue> : PairItems<TKey, TValue>
    where TKey : notnull
{
    protected override void Read(object value, PairSink<TKey, TValue> sink)
    {
        using var items = ((ConcurrentDictionary<TKey, TValue>)value).GetEnumerator();
        while (items.MoveNext() && sink.Take(items.Current.Key, items.Current.Value))
        {
            continue;
        }
    }
}

internal sealed class ImmutableDictionaryItems<TKey, TValue> : PairItems<TKey, TValue>
    where TKey : notnull
{
    public override long TotalOf(object value) => ((ImmutableDictionary<TKey, TValue>)value).Count;

    protected override void Read(object value, PairSink<TKey, TValue> sink)
    {
        foreach (var (key, item) in (ImmutableDictionary<TKey, TValue>)value)
        {
            if (!sink.Take(key, item))
            {
                return;
            }
        }
    }
}

internal sealed class ImmutableSortedDictionaryItems<TKey, TValue> : PairItems<TKey, TValue>
    where TKey : notnull
{
    public override long TotalOf(object value) => ((ImmutableSortedDictionary<TKey, TValue>)value).Count;

    protected override void Read(object value, PairSink<TKey, TValue> sink)
    {
        foreach (var (key, item) in (ImmutableSortedDictionary<TKey, TValue>)value)
        {
            if (!sink.Take(key, item))
            {
                return;
            }
        }
    }
}

internal sealed class FrozenDictionaryItems<TKey, TValue> : PairItems<TKey, TValue>
    where TKey : notnull
{
    public override long TotalOf(object value) => ((FrozenDictionary<TKey, TValue>)value).Count;

    protected override void Read(object value, PairSink<TKey, TValue> sink)
    {
        foreach (var (key, item) in (FrozenDictionary<TKey, TValue>)value)
        {
            if (!sink.Take(key, item))
            {
                return;
            }
        }
    }
}

/// <summary>An object whose members were added while it ran. The class is sealed, so its interface is its own.</summary>
internal sealed class ExpandoItems : PairItems<string, object?>
{
    protected override void Read(object value, PairSink<string, object?> sink)
    {
        foreach (var (key, item) in (IDictionary<string, object?>)(ExpandoObject)value)
        {
            if (!sink.Take(key, item))
            {
                return;
            }
        }
    }
}
