using System.Runtime.InteropServices;

namespace Plumbline.Agent.Capture.Collections;

/// <summary>A list, through a span over what it holds: no version check that throws when another thread adds.</summary>
internal sealed class ListItems<T> : CollectionShape
{
    public override long TotalOf(object value) => ((List<T>)value).Count;

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        var items = CollectionsMarshal.AsSpan((List<T>)value);
        graph.Head.Total = items.Length;
        SpanItems.Write<T>(graph, items, names?.Part(0));
    }
}

internal sealed class QueueItems<T> : CollectionShape
{
    public override long TotalOf(object value) => ((Queue<T>)value).Count;

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        var items = (Queue<T>)value;
        graph.Head.Total = items.Count;
        var count = 0;
        foreach (var item in items)
        {
            var copy = item;
            if (!Item(graph, ref copy, ref count, names?.Part(0)))
            {
                return;
            }
        }
    }
}

/// <summary>A stack, from the top.</summary>
internal sealed class StackItems<T> : CollectionShape
{
    public override long TotalOf(object value) => ((Stack<T>)value).Count;

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        var items = (Stack<T>)value;
        graph.Head.Total = items.Count;
        var count = 0;
        foreach (var item in items)
        {
            var copy = item;
            if (!Item(graph, ref copy, ref count, names?.Part(0)))
            {
                return;
            }
        }
    }
}

internal sealed class HashSetItems<T> : CollectionShape
{
    public override long TotalOf(object value) => ((HashSet<T>)value).Count;

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        var items = (HashSet<T>)value;
        graph.Head.Total = items.Count;
        var count = 0;
        foreach (var item in items)
        {
            var copy = item;
            if (!Item(graph, ref copy, ref count, names?.Part(0)))
            {
                return;
            }
        }
    }
}
