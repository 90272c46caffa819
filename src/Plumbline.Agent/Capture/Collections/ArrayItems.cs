using System.Globalization;

namespace Plumbline.Agent.Capture.Collections;

/// <summary>A one-dimensional array.</summary>
internal sealed class ArrayItems<T> : CollectionShape
{
    public override long TotalOf(object value) => ((Array)value).LongLength;

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        var array = (T[])value;
        graph.Head.Total = array.LongLength;
        SpanItems.Write<T>(graph, array, names?.Part(0));
    }
}

/// <summary>An array of several dimensions, or one that does not start at zero; elements in the order of memory.</summary>
internal sealed class GridItems : CollectionShape
{
    public override long TotalOf(object value) => ((Array)value).LongLength;

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        var array = (Array)value;
        graph.Head.Total = array.LongLength;
        graph.Head.Value = Bounds(array);
        if (array.LongLength == 0)
        {
            return;
        }

        var at = new int[array.Rank];
        for (var i = 0; i < at.Length; i++)
        {
            at[i] = array.GetLowerBound(i);
        }

        var count = 0;
        do
        {
            var element = array.GetValue(at);
            if (!Item(graph, ref element, ref count, names?.Part(0)))
            {
                return;
            }
        }
        while (Advance(array, at));
    }

    private static bool Advance(Array array, int[] at)
    {
        for (var i = at.Length - 1; i >= 0; i--)
        {
            if (at[i]++ < array.GetUpperBound(i))
            {
                return true;
            }

            at[i] = array.GetLowerBound(i);
        }

        return false;
    }

    private static string Bounds(Array array)
    {
        var parts = new string[array.Rank];
        for (var i = 0; i < parts.Length; i++)
        {
            var low = array.GetLowerBound(i);
            parts[i] = low == 0
                ? array.GetLength(i).ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"{low}..{array.GetUpperBound(i)}");
        }

        return $"[{string.Join(", ", parts)}]";
    }
}
