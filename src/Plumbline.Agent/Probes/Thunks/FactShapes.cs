using System.Globalization;
using Plumbline.Agent.Facts;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>Which facts there are for values of a type.</summary>
internal static class FactShapes
{
    private static readonly HashSet<Type> s_unsigned = [typeof(byte), typeof(ushort), typeof(uint), typeof(ulong), typeof(nuint), typeof(char), typeof(bool)];

    private static readonly HashSet<Type> s_whole =
        [.. s_unsigned, typeof(sbyte), typeof(short), typeof(int), typeof(long), typeof(nint), typeof(TimeSpan)];

    public static bool IsUnsigned(Type type) => s_unsigned.Contains(type);

    /// <summary>Whether its values are compared as integers of 64 bits; else as doubles.</summary>
    public static bool IsWhole(Type type) => s_whole.Contains(type);

    public static bool IsNumber(Type type) => (IsWhole(type) && type != typeof(bool) && type != typeof(char)) || IsReal(type);

    public static bool HasFacts(Type type)
    {
        if (type.IsByRef || type.IsPointer || type.IsFunctionPointer)
        {
            return false;
        }

        return !type.IsValueType || Nullable.GetUnderlyingType(type) is not null || type.IsEnum || IsWhole(type) || IsReal(type)
            || type == typeof(DateTime) || type == typeof(Guid) || CollectionSize.FieldsOf(type).Length > 0;
    }

    /// <summary>The fact of a type with few values.</summary>
    public static BitsFact Bits(MethodFacts facts, string? name, Type type)
    {
        if (type == typeof(bool))
        {
            return new BitsFact(facts, name, static value => (FirstKind.Value, value != 0 ? "true" : "false"));
        }

        if (type == typeof(DateTime))
        {
            return new BitsFact(facts, name, DateKind);
        }

        if (type == typeof(Guid))
        {
            return new BitsFact(facts, name, static value => value != 0 ? (FirstKind.Empty, "empty") : null);
        }

        var names = Names(type);
        var least = names.Count > 0 ? names.Keys.Min() : 0;
        return new BitsFact(facts, name, value => (FirstKind.Value, names.GetValueOrDefault(value) ?? value.ToString(CultureInfo.InvariantCulture)))
        {
            Base = least is >= 0 and < BitsFact.Size ? 0 : least,
        };
    }

    /// <summary>For generated code.</summary>
    public static bool IsEmpty(ref Guid value) => value == Guid.Empty;

    private static bool IsReal(Type type) => type == typeof(float) || type == typeof(double) || type == typeof(decimal);

    private static (FirstKind, string)? DateKind(long bit) => bit switch
    {
        0 => (FirstKind.Value, "of no time zone (kind Unspecified)"),
        1 => (FirstKind.Value, "in UTC"),
        4 => (FirstKind.Empty, "the default date (0001-01-01)"),
        _ => (FirstKind.Value, "in local time"),
    };

    /// <summary>Names of an enum's values: copied, so that the type is not kept alive.</summary>
    private static Dictionary<long, string> Names(Type type)
    {
        const int MostNames = 512;
        var names = new Dictionary<long, string>();
        var values = Enum.GetValuesAsUnderlyingType(type);
        foreach (var value in values)
        {
            if (names.Count < MostNames && Enum.GetName(type, value) is { } name)
            {
                names.TryAdd(value is ulong large ? unchecked((long)large) : Convert.ToInt64(value, CultureInfo.InvariantCulture), name);
            }
        }

        return names;
    }
}
