using System.Linq.Expressions;
using System.Numerics;

namespace Plumbline.Agent.Expressions;

/// <summary>The numeric types of C# and the promotions of the language specification (12.4.7).</summary>
internal static class NumericTypes
{
    private static readonly Type[] s_all =
    [
        typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(nint), typeof(nuint),
        typeof(long), typeof(ulong), typeof(char), typeof(float), typeof(double), typeof(decimal),
    ];

    /// <summary>Types that the predefined operators are defined on.</summary>
    private static readonly Type[] s_operands =
    [
        typeof(int), typeof(uint), typeof(nint), typeof(nuint), typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(decimal),
    ];

    private static readonly Type[] s_signed = [typeof(sbyte), typeof(short), typeof(int), typeof(nint), typeof(long)];
    private static readonly Type[] s_unsigned = [typeof(byte), typeof(ushort), typeof(uint), typeof(nuint), typeof(ulong)];

    public static bool IsNumeric(Type type) => Array.IndexOf(s_all, type) >= 0;

    public static bool IsIntegral(Type type) => IsNumeric(type) && type != typeof(float) && type != typeof(double) && type != typeof(decimal);

    /// <summary>Place among the types that operators work on, narrow ones first; 0 for any other.</summary>
    public static int Rank(Type type) => Array.IndexOf(s_operands, type) + 1;

    public static bool IsSigned(Type type) => Array.IndexOf(s_signed, type) >= 0;

    /// <summary>The implicit numeric conversions of the specification (10.2.3), identity included.</summary>
    public static bool IsImplicit(Type from, Type to)
    {
        if (from == to)
        {
            return true;
        }

        if (to == typeof(char) || from == typeof(double) || from == typeof(decimal) || !IsNumeric(to))
        {
            return false;
        }

        if (from == typeof(float))
        {
            return to == typeof(double);
        }

        if (!IsNumeric(from) || to == typeof(float) || to == typeof(double) || to == typeof(decimal))
        {
            return IsNumeric(from);
        }

        return IsWidening(from, to);
    }

    /// <summary>Whether a constant of int or long fits, so that it converts where its type would not (10.2.11).</summary>
    public static bool ConstantFits(object? constant, Type to)
    {
        if (constant is long longer)
        {
            return to == typeof(ulong) && longer >= 0;
        }

        if (constant is not int value)
        {
            return false;
        }

        return to == typeof(sbyte) ? value is >= sbyte.MinValue and <= sbyte.MaxValue
            : to == typeof(byte) ? value is >= 0 and <= byte.MaxValue
            : to == typeof(short) ? value is >= short.MinValue and <= short.MaxValue
            : to == typeof(ushort) ? value is >= 0 and <= ushort.MaxValue
            : (to == typeof(uint) || to == typeof(ulong) || to == typeof(nuint)) && value >= 0;
    }

    /// <summary>
    /// Type in which an operator works on two operands, by overload resolution over the predefined ones; null when none or several
    /// fit, which C# reports as an error.
    /// </summary>
    public static Type? Promote(Type left, object? leftConstant, Type right, object? rightConstant, bool integralOnly)
    {
        Type? best = null;
        foreach (var candidate in s_operands)
        {
            if ((integralOnly && !IsIntegral(candidate)) || !Converts(left, leftConstant, candidate) || !Converts(right, rightConstant, candidate))
            {
                continue;
            }

            if (best is null || (IsBetter(candidate, best, left) && IsBetter(candidate, best, right)))
            {
                best = candidate;
            }
            else if (!(IsBetter(best, candidate, left) && IsBetter(best, candidate, right)))
            {
                return null;
            }
        }

        return best;
    }

    /// <summary>Type in which a unary operator works, or null.</summary>
    public static Type? PromoteUnary(string op, Type type)
    {
        var promoted = Promote(type, null, type, null, integralOnly: op == "~");
        if (op != "-")
        {
            return promoted;
        }

        return promoted == typeof(uint) ? typeof(long) : promoted == typeof(ulong) || promoted == typeof(nuint) ? null : promoted;
    }

    private static bool Converts(Type from, object? constant, Type to) => IsImplicit(from, to) || ConstantFits(constant, to);

    private static bool IsBetter(Type type, Type than, Type operand)
    {
        if (type == than || operand == type)
        {
            return true;
        }

        if (operand == than)
        {
            return false;
        }

        var there = IsImplicit(type, than);
        var back = IsImplicit(than, type);
        return there != back ? there : Array.IndexOf(s_signed, type) >= 0 && Array.IndexOf(s_unsigned, than) >= 0;
    }

    private static bool IsWidening(Type from, Type to)
    {
        var signed = IsSigned(to);
        if (IsSigned(from))
        {
            return signed && Width(to) > Width(from);
        }

        if ((from == typeof(uint) && to == typeof(nint)) || (from == typeof(nuint) && to == typeof(long)))
        {
            return false;
        }

        return Width(to) > Width(from) || (!signed && from == typeof(char) && Width(to) >= 16);
    }

    /// <summary>Bits, where a native integer stands between int and long.</summary>
    private static int Width(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.SByte or TypeCode.Byte => 8,
        TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Char => 16,
        TypeCode.Int32 or TypeCode.UInt32 => 32,
        TypeCode.Int64 or TypeCode.UInt64 => 64,
        _ => type == typeof(nint) || type == typeof(nuint) ? 48 : 0,
    };

    /// <summary>Converts between numeric types, unchecked as C# does by default.</summary>
    public static Expression Convert(Expression value, Type to)
    {
        if (value.Type == to)
        {
            return value;
        }

        // The conversions of IntPtr are methods that check; going over 64 bits and cutting does not.
        if (value.Type == typeof(nint) || value.Type == typeof(nuint))
        {
            value = Expression.Convert(value, value.Type == typeof(nint) ? typeof(long) : typeof(ulong));
            return Convert(value, to);
        }

        if (to == typeof(nint) || to == typeof(nuint))
        {
            var wide = to == typeof(nint) ? typeof(long) : typeof(ulong);
            return Expression.Convert(Convert(value, wide), to);
        }

        return Expression.Convert(value, to);
    }

    /// <summary>Framework numbers beyond C#'s own, whose operators are methods of the framework.</summary>
    public static bool IsLibraryNumber(Type type) =>
        type == typeof(Int128) || type == typeof(UInt128) || type == typeof(Half) || type == typeof(BigInteger);
}
