using System.Globalization;
using System.Linq.Expressions;

namespace Plumbline.Agent.Expressions;

/// <summary>Text of values whose formatting is code of the framework, culture-invariant.</summary>
internal static class TextOf
{
    /// <summary>Whether a type's text can be made without calling user code.</summary>
    public static bool IsPrintable(Type type) =>
        type == typeof(string) || type.IsEnum || type == typeof(bool)
        || (typeof(ISpanFormattable).IsAssignableFrom(type) && type.IsValueType && type.Assembly == typeof(object).Assembly)
        || type == typeof(System.Numerics.BigInteger) || type == typeof(Version);

    public static Expression Call(Expression value) =>
        value.Type == typeof(string) ? value
        : value.Type == typeof(object) ? Expression.Constant("")
        : Expression.Call(typeof(TextOf), nameof(Of), [value.Type], value);

    public static string Of<T>(T value) => value switch
    {
        null => "",
        Enum e => e.ToString(),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public static string Concat(string? left, string? right) =>
        (long)(left?.Length ?? 0) + (right?.Length ?? 0) <= ExpressionLimits.StringLength
            ? left + right
            : throw new InvalidOperationException("A string in the expression grows too long.");
}
