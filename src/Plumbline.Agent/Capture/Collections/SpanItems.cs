using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Plumbline.Agent.Capture.Collections;

/// <summary>Elements that lie one behind the other.</summary>
internal abstract class SpanItems : CollectionShape
{
    public static void Write<T>(CaptureGraph graph, ReadOnlySpan<T> items, TupleNames? names)
    {
        var count = 0;
        for (var i = 0; i < items.Length; i++)
        {
            if (!Item(graph, ref Unsafe.Add(ref MemoryMarshal.GetReference(items), i), ref count, names))
            {
                return;
            }
        }
    }
}
