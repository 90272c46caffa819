using System.Numerics;

namespace Plumbline.Agent.Expressions;

/// <summary>Operators that framework types define themselves. Only types listed here: others could be user code.</summary>
internal static class LibraryOperators
{
    /// <summary>Types to convert the operands to.</summary>
    internal sealed record Choice(Type Left, Type Right, bool IsDivision);

    private static readonly (string Operators, Type Left, Type Right)[] s_calculations =
    [
        ("+-", typeof(DateTime), typeof(TimeSpan)),
        ("-", typeof(DateTime), typeof(DateTime)),
        ("+-", typeof(DateTimeOffset), typeof(TimeSpan)),
        ("-", typeof(DateTimeOffset), typeof(DateTimeOffset)),
        ("+-/", typeof(TimeSpan), typeof(TimeSpan)),
        ("*/", typeof(TimeSpan), typeof(double)),
        ("*", typeof(double), typeof(TimeSpan)),
        ("-", typeof(TimeOnly), typeof(TimeOnly)),
    ];

    private static readonly Type[] s_ordered =
    [
        typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
        typeof(Int128), typeof(UInt128), typeof(Half), typeof(BigInteger), typeof(Version),
    ];

    /// <summary>Whether <c>&lt;</c> and <c>==</c> between two of this type call the framework alone.</summary>
    public static bool IsOrdered(Type type) => Array.IndexOf(s_ordered, type) >= 0;

    public static bool HasEquality(Type type) => IsOrdered(type) || type == typeof(Guid);

    public static Choice? Result(string op, Type left, Type right)
    {
        if (CommonNumber(left, right) is { } number)
        {
            return new Choice(number, number, op is "/" or "%" && number != typeof(Half) && number != typeof(double));
        }

        foreach (var (operators, l, r) in s_calculations)
        {
            if (operators.Contains(op[0], StringComparison.Ordinal) && Fits(left, l) && Fits(right, r))
            {
                return new Choice(l, r, false);
            }
        }

        return null;
    }

    /// <summary>Type in which two numbers meet of which one is beyond C#'s own; a Half meets others as double.</summary>
    public static Type? CommonNumber(Type left, Type right)
    {
        if (left == right)
        {
            return NumericTypes.IsLibraryNumber(left) ? left : null;
        }

        var (library, other) = NumericTypes.IsLibraryNumber(left) ? (left, right) : (right, left);
        if (!NumericTypes.IsLibraryNumber(library) || !NumericTypes.IsNumeric(other))
        {
            return null;
        }

        if (library == typeof(Half))
        {
            return other == typeof(decimal) ? null : typeof(double);
        }

        var isWhole = NumericTypes.IsIntegral(other) && other != typeof(nint) && other != typeof(nuint);
        return isWhole && (library != typeof(UInt128) || !NumericTypes.IsSigned(other)) ? library : null;
    }

    private static bool Fits(Type type, Type parameter) =>
        type == parameter || (parameter == typeof(double) && NumericTypes.IsNumeric(type) && NumericTypes.IsImplicit(type, typeof(double)));
}
