using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Plumbline.Agent.Capture.Collections;

/// <summary>Elements that lie one behind the other.</summary>
internal abstract class SpanItems : CollectionShape
{
    public static void Write<T>(CaptureGraph graph, ReadOnlySpan<T> items, TupleNames? names)
    {
        if (typeof(T) == typeof(char))
        {
            graph.BecomeText(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, char>(ref MemoryMarshal.GetReference(items)), items.Length));
            return;
        }

        if (typeof(T) == typeof(byte) && ByteText.HoldsSecret(
            graph, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)), items.Length)))
        {
            graph.Item(graph.AddRedacted("pattern"u8));
            return;
        }

        var count = 0;
        var secret = false;
        for (var i = 0; i < items.Length; i++)
        {
            ref var item = ref Unsafe.Add(ref MemoryMarshal.GetReference(items), i);
            if (secret)
            {
                if (!Hidden(graph, ref count))
                {
                    return;
                }
            }
            else if (!Item(graph, ref item, ref count, names))
            {
                return;
            }

            secret = !typeof(T).IsValueType && !secret && NamesNext(graph, item);
        }
    }

    /// <summary>Whether an element names what the next one holds, as in --password hunter2.</summary>
    private static bool NamesNext(CaptureGraph graph, object? item) =>
        item is string { Length: < 64 } text && !text.Contains(' ', StringComparison.Ordinal) && graph.Redactor.IsSecretName(text);
}
