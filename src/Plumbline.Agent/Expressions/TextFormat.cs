using System.Globalization;

namespace Plumbline.Agent.Expressions;

/// <summary>Format specifiers: checked once when the expression is compiled, bounded, and culture-invariant.</summary>
internal static class TextFormat
{
    /// <summary>Why a specifier can't be used with a type, or null.</summary>
    public static string? Check(Type type, string format)
    {
        var underlying = Nullable.GetUnderlyingType(type) ?? type;
        if (format.Length > ExpressionLimits.FormatLength)
        {
            return $"The format is longer than {ExpressionLimits.FormatLength} characters";
        }

        // "F999999999" would make a billion digits.
        if (format.Length > 1 && char.IsAsciiLetter(format[0]) && long.TryParse(format.AsSpan(1), NumberStyles.None, null, out var digits)
            && digits > ExpressionLimits.FormatPrecision)
        {
            return $"The precision of the format is above {ExpressionLimits.FormatPrecision}";
        }

        if (!TextOf.IsPrintable(underlying) || underlying == typeof(string) || underlying == typeof(bool) || underlying == typeof(char))
        {
            return $"A {BuiltInTypes.Name(underlying)} takes no format";
        }

        try
        {
            if (Activator.CreateInstance(underlying) is IFormattable sample)
            {
                _ = sample.ToString(format, CultureInfo.InvariantCulture);
            }

            return null;
        }
        catch (FormatException)
        {
            return $"'{format}' is no format of {BuiltInTypes.Name(underlying)}";
        }
    }

    public static string Apply<T>(T value, string format) =>
        value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : "";
}
