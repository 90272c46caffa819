using System.Reflection;

namespace Plumbline.Agent.Capture.Collections;

/// <summary>
/// Memory over an array or a string. What a user's MemoryManager holds is not read: asking for it would run the user's code.
/// </summary>
internal sealed class MemoryItems<T> : CollectionShape
{
    private static readonly FieldInfo? s_owner = typeof(ReadOnlyMemory<T>).GetField("_object", BindingFlags.Instance | BindingFlags.NonPublic);

    public override long TotalOf(object value) => Of(value).Length;

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        var memory = Of(value);
        graph.Head.Total = memory.Length;
        if (s_owner?.GetValue(memory) is T[] or string)
        {
            SpanItems.Write(graph, memory.Span, names?.Part(0));
        }
        else if (memory.Length > 0)
        {
            graph.Head.Cut = "elements";
        }
    }

    private static ReadOnlyMemory<T> Of(object value) => value is Memory<T> memory ? memory : (ReadOnlyMemory<T>)value;
}
