using System.Globalization;
using System.Net;
using System.Numerics;
using System.Reflection;
using System.Text;

namespace Plumbline.Agent.Capture;

/// <summary>Classes and structs of the framework that are one text. None of what is called here can be overridden.</summary>
internal static class FrameworkLeaf
{
    /// <summary>A number of more bits takes too long to write out in decimal.</summary>
    private const int MostBits = 4096;

    public static LeafShape? For(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return new SpokenLeaf("delegate", value => DelegateText.Of((Delegate)value), isCode: true);
        }

        var isCore = type.Assembly == typeof(object).Assembly;
        if (isCore && typeof(Type).IsAssignableFrom(type))
        {
            return new SpokenLeaf("type", value => TypeName.Of((Type)value), isCode: true);
        }

        if (isCore && typeof(MemberInfo).IsAssignableFrom(type))
        {
            return new SpokenLeaf("type", value => DelegateText.Of((MemberInfo)value), isCode: true);
        }

        if (isCore && (typeof(Assembly).IsAssignableFrom(type) || typeof(Module).IsAssignableFrom(type)))
        {
            return new SpokenLeaf("type", value => value.ToString(), isCode: true);
        }

        if (typeof(Uri).IsAssignableFrom(type))
        {
            return new SpokenLeaf("string", value => ((Uri)value).OriginalString);
        }

        return Exact(type);
    }

    private static LeafShape? Exact(Type type)
    {
        if (type == typeof(StringBuilder))
        {
            return new BuilderLeaf();
        }

        if (type == typeof(Version))
        {
            return new SpokenLeaf("string", value => ((Version)value).ToString());
        }

        if (type == typeof(BigInteger))
        {
            return new SpokenLeaf("number", Number);
        }

        if (type == typeof(Rune))
        {
            return new SpokenLeaf("char", value => ((Rune)value).ToString());
        }

        if (type == typeof(IPAddress))
        {
            return new SpokenLeaf("string", value => ((IPAddress)value).ToString());
        }

        if (type == typeof(CultureInfo))
        {
            return new SpokenLeaf("string", value => ((CultureInfo)value).Name);
        }

        return type == typeof(Pointer) ? new SpokenLeaf("pointer", Address) : null;
    }

    private static string Number(object value)
    {
        var number = (BigInteger)value;
        var bits = number.GetBitLength();
        return bits <= MostBits
            ? number.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{(number.Sign < 0 ? "negative, " : "")}{bits} bits");
    }

    private static unsafe string Address(object value) => PointerText.Of((nuint)Pointer.Unbox(value));
}
