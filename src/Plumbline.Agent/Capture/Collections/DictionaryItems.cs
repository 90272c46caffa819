namespace Plumbline.Agent.Capture.Collections;

/// <summary>A dictionary, by its own enumerator, which never asks the comparer.</summary>
internal sealed class DictionaryItems<TKey, TValue> : CollectionShape
    where TKey : notnull
{
    public override byte[] Kind => DictionaryKind;

    public override long TotalOf(object value) => ((Dictionary<TKey, TValue>)value).Count;

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        var items = (Dictionary<TKey, TValue>)value;
        graph.Head.Total = items.Count;
        var count = 0;
        foreach (var (key, item) in items)
        {
            var (keyCopy, itemCopy) = (key, item);
            if (!Pair(graph, ref keyCopy, ref itemCopy, ref count, names))
            {
                return;
            }
        }
    }
}
