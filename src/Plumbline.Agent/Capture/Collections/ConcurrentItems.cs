using System.Reflection;

namespace Plumbline.Agent.Capture.Collections;

/// <summary>
/// A concurrent queue, by its segments. Its enumerator would make it keep every element that is taken out from then on.
/// </summary>
internal sealed class ConcurrentQueueItems<T> : CollectionShape
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    private readonly FieldInfo? _head;
    private FieldInfo? _slots;
    private FieldInfo? _next;
    private FieldInfo? _position;
    private FieldInfo? _item;
    private FieldInfo? _first;
    private FieldInfo? _last;

    public ConcurrentQueueItems() => _head = typeof(System.Collections.Concurrent.ConcurrentQueue<T>).GetField("_head", Fields);

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        var segment = _head?.GetValue(value);
        if (segment is null || !Learn(segment.GetType()))
        {
            graph.Head.Cut = "elements";
            return;
        }

        var count = 0;
        for (; segment is not null; segment = _next!.GetValue(segment))
        {
            var slots = (Array)_slots!.GetValue(segment)!;
            var position = _position!.GetValue(segment)!;
            var (first, last) = ((int)_first!.GetValue(position)!, (int)_last!.GetValue(position)!);

            // A closed segment's end is moved far ahead, so that nothing more goes in.
            var most = Math.Min((uint)(last - first), (uint)slots.Length);
            for (var i = 0; i < most; i++)
            {
                var item = _item!.GetValue(slots.GetValue((first + i) & (slots.Length - 1))!);
                if (!Item(graph, ref item, ref count, names?.Part(0)))
                {
                    return;
                }
            }
        }
    }

    private bool Learn(Type segment)
    {
        _slots ??= segment.GetField("_slots", Fields);
        _next ??= segment.GetField("_nextSegment", Fields);
        _position ??= segment.GetField("_headAndTail", Fields);
        _item ??= _slots?.FieldType.GetElementType()?.GetField("Item", Fields);
        _first ??= _position?.FieldType.GetField("Head", Fields);
        _last ??= _position?.FieldType.GetField("Tail", Fields);
        return _slots is not null && _next is not null && _item is not null && _first is not null && _last is not null;
    }
}

/// <summary>A bag, by the queues of the threads that filled it. Its enumerator would stop them all.</summary>
internal sealed class ConcurrentBagItems<T> : CollectionShape
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    private static readonly Type s_bag = typeof(System.Collections.Concurrent.ConcurrentBag<T>);
    private static readonly FieldInfo? s_queues = s_bag.GetField("_workStealingQueues", Fields);
    private static readonly FieldInfo? s_next = s_queues?.FieldType.GetField("_nextQueue", Fields);
    private static readonly FieldInfo? s_items = s_queues?.FieldType.GetField("_array", Fields);
    private static readonly FieldInfo? s_first = s_queues?.FieldType.GetField("_headIndex", Fields);
    private static readonly FieldInfo? s_last = s_queues?.FieldType.GetField("_tailIndex", Fields);

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        if (s_next is null || s_items is null || s_first is null || s_last is null)
        {
            graph.Head.Cut = "elements";
            return;
        }

        var count = 0;
        for (var queue = s_queues!.GetValue(value); queue is not null; queue = s_next.GetValue(queue))
        {
            var items = (T[])s_items.GetValue(queue)!;
            var (first, last) = ((int)s_first.GetValue(queue)!, (int)s_last.GetValue(queue)!);
            for (var i = first; i < last && i - first < items.Length; i++)
            {
                if (!Item(graph, ref items[i & (items.Length - 1)], ref count, names?.Part(0)))
                {
                    return;
                }
            }
        }
    }
}
