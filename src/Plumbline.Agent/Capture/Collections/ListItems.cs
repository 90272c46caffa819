using System.Collections.Immutable;
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

internal sealed class ImmutableArrayItems<T> : CollectionShape
{
    public override long TotalOf(object value) => ImmutableCollectionsMarshal.AsArray((ImmutableArray<T>)value)?.Length ?? 0;

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        var items = ImmutableCollectionsMarshal.AsArray((ImmutableArray<T>)value);
        if (items is null)
        {
            graph.Head.Value = "default";
            return;
        }

        graph.Head.Total = items.Length;
        SpanItems.Write<T>(graph, items, names?.Part(0));
    }
}

internal sealed class SegmentItems<T> : CollectionShape
{
    public override long TotalOf(object value) => ((ArraySegment<T>)value).Count;

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        var items = (ArraySegment<T>)value;
        graph.Head.Total = items.Count;
        SpanItems.Write<T>(graph, items, names?.Part(0));
    }
}
