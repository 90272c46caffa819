using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Plumbline.Agent.Capture.Collections;

/// <summary>
/// A collection by the enumerator of its own class. Never through an interface: a user's type derived from it could have
/// implemented that again.
/// </summary>
internal abstract class SequenceItems<T> : CollectionShape
{
    public sealed override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        graph.Head.Total = TotalOf(value);
        Read(value, new ItemSink<T>(graph, names?.Part(0)));
    }

    protected abstract void Read(object value, ItemSink<T> sink);
}

/// <summary>Takes elements until there is no room for more.</summary>
internal struct ItemSink<T>(CaptureGraph graph, TupleNames? names)
{
    private int _count;

    public bool Take(T item) => CollectionShape.Item(graph, ref item, ref _count, names);
}

internal sealed class QueueItems<T> : SequenceItems<T>
{
    public override long TotalOf(object value) => ((Queue<T>)value).Count;

    protected override void Read(object value, ItemSink<T> sink)
    {
        foreach (var item in (Queue<T>)value)
        {
            if (!sink.Take(item))
            {
                return;
            }
        }
    }
}

/// <summary>A stack, from the top.</summary>
internal sealed class StackItems<T> : SequenceItems<T>
{
    public override long TotalOf(object value) => ((Stack<T>)value).Count;

    protected override void Read(object value, ItemSink<T> sink)
    {
        foreach (var item in (Stack<T>)value)
        {
            if (!sink.Take(item))
            {
                return;
            }
        }
    }
}

internal sealed class HashSetItems<T> : SequenceItems<T>
{
    public override long TotalOf(object value) => ((HashSet<T>)value).Count;

    protected override void Read(object value, ItemSink<T> sink)
    {
        foreach (var item in (HashSet<T>)value)
        {
            if (!sink.Take(item))
            {
                return;
            }
        }
    }
}

/// <summary>A sorted set; its enumerator walks the tree and never compares.</summary>
internal sealed class SortedSetItems<T> : SequenceItems<T>
{
    public override long TotalOf(object value) => ((SortedSet<T>)value).Count;

    protected override void Read(object value, ItemSink<T> sink)
    {
        foreach (var item in (SortedSet<T>)value)
        {
            if (!sink.Take(item))
            {
                return;
            }
        }
    }
}

internal sealed class LinkedListItems<T> : SequenceItems<T>
{
    public override long TotalOf(object value) => ((LinkedList<T>)value).Count;

    protected override void Read(object value, ItemSink<T> sink)
    {
        for (var node = ((LinkedList<T>)value).First; node is not null; node = node.Next)
        {
            if (!sink.Take(node.Value))
            {
                return;
            }
        }
    }
}

internal sealed class ConcurrentStackItems<T> : SequenceItems<T>
{
    public override long TotalOf(object value) => -1;

    protected override void Read(object value, ItemSink<T> sink)
    {
        using var items = ((ConcurrentStack<T>)value).GetEnumerator();
        while (items.MoveNext() && sink.Take(items.Current))
        {
            continue;
        }
    }
}

internal sealed class ImmutableListItems<T> : SequenceItems<T>
{
    public override long TotalOf(object value) => ((ImmutableList<T>)value).Count;

    protected override void Read(object value, ItemSink<T> sink)
    {
        foreach (var item in (ImmutableList<T>)value)
        {
            if (!sink.Take(item))
            {
                return;
            }
        }
    }
}

internal sealed class ImmutableHashSetItems<T> : SequenceItems<T>
{
    public override long TotalOf(object value) => ((ImmutableHashSet<T>)value).Count;

    protected override void Read(object value, ItemSink<T> sink)
    {
        foreach (var item in (ImmutableHashSet<T>)value)
        {
            if (!sink.Take(item))
            {
                return;
            }
        }
    }
}

internal sealed class ImmutableSortedSetItems<T> : SequenceItems<T>
{
    public override long TotalOf(object value) => ((ImmutableSortedSet<T>)value).Count;

    protected override void Read(object value, ItemSink<T> sink)
    {
        foreach (var item in (ImmutableSortedSet<T>)value)
        {
            if (!sink.Take(item))
            {
                return;
            }
        }
    }
}

internal sealed class ImmutableQueueItems<T> : SequenceItems<T>
{
    protected override void Read(object value, ItemSink<T> sink)
    {
        foreach (var item in (ImmutableQueue<T>)value)
        {
            if (!sink.Take(item))
            {
                return;
            }
        }
    }
}

internal sealed class ImmutableStackItems<T> : SequenceItems<T>
{
    protected override void Read(object value, ItemSink<T> sink)
    {
        foreach (var item in (ImmutableStack<T>)value)
        {
            if (!sink.Take(item))
            {
                return;
            }
        }
    }
}

internal sealed class FrozenSetItems<T> : SequenceItems<T>
{
    public override long TotalOf(object value) => ((FrozenSet<T>)value).Count;

    protected override void Read(object value, ItemSink<T> sink)
    {
        foreach (var item in (FrozenSet<T>)value)
        {
            if (!sink.Take(item))
            {
                return;
            }
        }
    }
}

/// <summary>A priority queue, in the order of its heap.</summary>
internal sealed class PriorityQueueItems<T, TPriority> : SequenceItems<(T Element, TPriority Priority)>
{
    public override long TotalOf(object value) => ((PriorityQueue<T, TPriority>)value).Count;

    protected override void Read(object value, ItemSink<(T Element, TPriority Priority)> sink)
    {
        foreach (var item in ((PriorityQueue<T, TPriority>)value).UnorderedItems)
        {
            if (!sink.Take(item))
            {
                return;
            }
        }
    }
}
