using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Plumbline.Agent.Capture;

/// <summary>Values of one enumeration, by the names of its constants; the names are read from metadata once.</summary>
internal sealed class EnumLeaf : LeafShape
{
    private readonly Dictionary<ulong, string> _names = [];
    private readonly (ulong Bits, string Name)[] _flags = [];
    private readonly TypeCode _code;
    private readonly byte[] _kindAndType;

    public EnumLeaf(Type type)
    {
        _code = Type.GetTypeCode(type.GetEnumUnderlyingType());
        var text = new Utf8Text(64);
        text.Raw("enum\",\"type\":\""u8);
        text.Escaped(TypeName.Of(type), TypePlan.TypeBytes);
        _kindAndType = text.Written.ToArray();
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            if (field.IsLiteral && field.GetRawConstantValue() is { } constant)
            {
                _names.TryAdd(Bits(constant), field.Name);
            }
        }

        if (type.IsDefined(typeof(FlagsAttribute), inherit: false))
        {
            _flags = [.. _names.Where(n => n.Key != 0).OrderByDescending(n => n.Key).Select(n => (n.Key, n.Value))];
        }
    }

    public override int Add(CaptureGraph graph, TypePlan plan, object value) => Add(graph, Bits(value));

    public int Add(CaptureGraph graph, ulong bits)
    {
        var node = graph.Nodes.BeginLeaf(_kindAndType);
        graph.Text.Raw(",\"value\":\""u8);
        graph.Text.Escaped(NameOf(bits), 256);
        graph.Text.Raw((byte)'"');
        graph.Nodes.EndLeaf(node);
        return node;
    }

    /// <summary>Name of the constant, names of the flags, or the number where no name fits.</summary>
    public string NameOf(ulong bits)
    {
        if (_names.TryGetValue(bits, out var name))
        {
            return name;
        }

        return Flags(bits) ?? Number(bits);
    }

    public static ulong Bits<T>(ref T value) => Unsafe.SizeOf<T>() switch
    {
        1 => Unsafe.As<T, byte>(ref value),
        2 => Unsafe.As<T, ushort>(ref value),
        4 => Unsafe.As<T, uint>(ref value),
        _ => Unsafe.As<T, ulong>(ref value),
    };

    /// <summary>Bits of a boxed constant or value, as wide as its type and no wider.</summary>
    public static ulong Bits(object value) => Type.GetTypeCode(value.GetType()) switch
    {
        TypeCode.SByte or TypeCode.Byte or TypeCode.Boolean => Raw<byte>(value),
        TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Char => Raw<ushort>(value),
        TypeCode.Int32 or TypeCode.UInt32 => Raw<uint>(value),
        _ => Raw<ulong>(value),
    };

    private static T Raw<T>(object value)
        where T : struct => Unsafe.As<byte, T>(ref RawObject.First(value));

    private string? Flags(ulong bits)
    {
        if (_flags.Length == 0 || bits == 0)
        {
            return null;
        }

        var rest = bits;
        var names = new List<string>();
        foreach (var (flag, name) in _flags)
        {
            if ((rest & flag) == flag)
            {
                rest &= ~flag;
                names.Insert(0, name);
            }
        }

        return rest == 0 ? string.Join(", ", names) : null;
    }

    private string Number(ulong bits) => _code switch
    {
        TypeCode.SByte => ((sbyte)bits).ToString(CultureInfo.InvariantCulture),
        TypeCode.Int16 => ((short)bits).ToString(CultureInfo.InvariantCulture),
        TypeCode.Int32 => ((int)bits).ToString(CultureInfo.InvariantCulture),
        TypeCode.Int64 => ((long)bits).ToString(CultureInfo.InvariantCulture),
        _ => bits.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The leaf of an enumeration that is known when the caller is compiled.</summary>
    public static class Of<T>
    {
        public static EnumLeaf Leaf { get; } = new(typeof(T));
    }
}
