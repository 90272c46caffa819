using System.Globalization;
using System.Runtime.CompilerServices;

namespace Plumbline.Agent.Capture;

/// <summary>Value types of the framework that are one text. Nothing is boxed: the runtime keeps the one branch that fits T.</summary>
internal static class Scalars
{
    /// <summary>The longest text that any of them formats to.</summary>
    private const int MostBytes = 128;

    /// <summary>Writes the value as a leaf, or answers -1 when T is none of these types.</summary>
    public static int TryAdd<T>(CaptureGraph graph, ref T value)
    {
        if (typeof(T) == typeof(int))
        {
            return Add(graph, Unsafe.As<T, int>(ref value), "number\",\"type\":\"int"u8);
        }

        if (typeof(T) == typeof(bool))
        {
            var node = graph.Nodes.BeginLeaf("boolean\",\"type\":\"bool"u8);
            graph.Text.Raw(Unsafe.As<T, bool>(ref value) ? ",\"value\":\"true\""u8 : ",\"value\":\"false\""u8);
            graph.Nodes.EndLeaf(node);
            return node;
        }

        if (typeof(T).IsEnum)
        {
            return EnumLeaf.Of<T>.Leaf.Add(graph, EnumLeaf.Bits(ref value));
        }

        var written = TryNumber(graph, ref value);
        return written >= 0 ? written : TryOther(graph, ref value);
    }

    private static int TryNumber<T>(CaptureGraph graph, ref T value)
    {
        if (typeof(T) == typeof(long)) { return Add(graph, Unsafe.As<T, long>(ref value), "number\",\"type\":\"long"u8); }
        if (typeof(T) == typeof(double)) { return Add(graph, Unsafe.As<T, double>(ref value), "number\",\"type\":\"double"u8); }
        if (typeof(T) == typeof(decimal)) { return Add(graph, Unsafe.As<T, decimal>(ref value), "number\",\"type\":\"decimal"u8); }
        if (typeof(T) == typeof(float)) { return Add(graph, Unsafe.As<T, float>(ref value), "number\",\"type\":\"float"u8); }
        if (typeof(T) == typeof(uint)) { return Add(graph, Unsafe.As<T, uint>(ref value), "number\",\"type\":\"uint"u8); }
        if (typeof(T) == typeof(ulong)) { return Add(graph, Unsafe.As<T, ulong>(ref value), "number\",\"type\":\"ulong"u8); }
        if (typeof(T) == typeof(short)) { return Add(graph, Unsafe.As<T, short>(ref value), "number\",\"type\":\"short"u8); }
        if (typeof(T) == typeof(ushort)) { return Add(graph, Unsafe.As<T, ushort>(ref value), "number\",\"type\":\"ushort"u8); }
        if (typeof(T) == typeof(byte)) { return Add(graph, Unsafe.As<T, byte>(ref value), "number\",\"type\":\"byte"u8); }
        if (typeof(T) == typeof(sbyte)) { return Add(graph, Unsafe.As<T, sbyte>(ref value), "number\",\"type\":\"sbyte"u8); }
        if (typeof(T) == typeof(nint)) { return Add(graph, (long)Unsafe.As<T, nint>(ref value), "number\",\"type\":\"nint"u8); }
        if (typeof(T) == typeof(nuint)) { return Add(graph, (ulong)Unsafe.As<T, nuint>(ref value), "number\",\"type\":\"nuint"u8); }
        if (typeof(T) == typeof(Half)) { return Add(graph, Unsafe.As<T, Half>(ref value), "number\",\"type\":\"System.Half"u8); }
        if (typeof(T) == typeof(Int128)) { return Add(graph, Unsafe.As<T, Int128>(ref value), "number\",\"type\":\"System.Int128"u8); }
        if (typeof(T) == typeof(UInt128)) { return Add(graph, Unsafe.As<T, UInt128>(ref value), "number\",\"type\":\"System.UInt128"u8); }
        return -1;
    }

    private static int TryOther<T>(CaptureGraph graph, ref T value)
    {
        if (typeof(T) == typeof(char))
        {
            return AddChar(graph, Unsafe.As<T, char>(ref value));
        }

        if (typeof(T) == typeof(DateTime))
        {
            return Add(graph, Unsafe.As<T, DateTime>(ref value), "time\",\"type\":\"System.DateTime"u8, "O");
        }

        if (typeof(T) == typeof(DateTimeOffset))
        {
            return Add(graph, Unsafe.As<T, DateTimeOffset>(ref value), "time\",\"type\":\"System.DateTimeOffset"u8, "O");
        }

        if (typeof(T) == typeof(TimeSpan))
        {
            return Add(graph, Unsafe.As<T, TimeSpan>(ref value), "time\",\"type\":\"System.TimeSpan"u8);
        }

        if (typeof(T) == typeof(DateOnly))
        {
            return Add(graph, Unsafe.As<T, DateOnly>(ref value), "time\",\"type\":\"System.DateOnly"u8, "O");
        }

        if (typeof(T) == typeof(TimeOnly))
        {
            return Add(graph, Unsafe.As<T, TimeOnly>(ref value), "time\",\"type\":\"System.TimeOnly"u8, "O");
        }

        if (typeof(T) == typeof(Guid))
        {
            return Add(graph, Unsafe.As<T, Guid>(ref value), "string\",\"type\":\"System.Guid"u8);
        }

        return -1;
    }

    private static int Add<T>(CaptureGraph graph, T value, ReadOnlySpan<byte> kindAndType, string? format = null)
        where T : IUtf8SpanFormattable
    {
        var node = graph.Nodes.BeginLeaf(kindAndType);
        var text = graph.Text;
        text.Raw(",\"value\":\""u8);
        value.TryFormat(text.Free(MostBytes), out var written, format, CultureInfo.InvariantCulture);
        text.Advance(written);
        text.Raw((byte)'"');
        graph.Nodes.EndLeaf(node);
        return node;
    }

    private static int AddChar(CaptureGraph graph, char value)
    {
        var node = graph.Nodes.BeginLeaf("char\",\"type\":\"char"u8);
        graph.Text.Raw(",\"value\":\""u8);
        if (char.IsSurrogate(value))
        {
            graph.Text.Raw("\\\\u"u8);
            ((int)value).TryFormat(graph.Text.Free(4), out var written, "x4", CultureInfo.InvariantCulture);
            graph.Text.Advance(written);
        }
        else
        {
            graph.Text.Escaped(new ReadOnlySpan<char>(in value));
        }

        graph.Text.Raw((byte)'"');
        graph.Nodes.EndLeaf(node);
        return node;
    }
}
