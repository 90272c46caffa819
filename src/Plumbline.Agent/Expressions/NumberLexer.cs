using System.Globalization;

namespace Plumbline.Agent.Expressions;

/// <summary>Number literals with the types that C# gives them, and durations: <c>250ms</c>, <c>2s</c>, <c>10us</c>.</summary>
internal static class NumberLexer
{
    public static Token Read(string text, int start, int end)
    {
        var radix = Radix(text, start, end);
        return radix == 10 ? Decimal(text, start, end) : Radixed(text, start, end, radix);
    }

    private static int Radix(string text, int start, int end)
    {
        if (start + 1 >= end || text[start] != '0')
        {
            return 10;
        }

        return text[start + 1] switch { 'x' or 'X' => 16, 'b' or 'B' => 2, _ => 10 };
    }

    private static Token Radixed(string text, int start, int end, int radix)
    {
        ulong value = 0;
        var digits = 0;
        var at = start + 2;
        for (; at < end; at++)
        {
            var c = text[at];
            if (c == '_')
            {
                continue;
            }

            if (!(radix == 16 ? char.IsAsciiHexDigit(c) : c is '0' or '1'))
            {
                break;
            }

            if (value > ulong.MaxValue / (uint)radix)
            {
                return Bad(start, end, "The number is too large for ulong");
            }

            value = (value * (uint)radix) + (uint)Convert.ToInt32(c.ToString(), 16);
            digits++;
        }

        return digits == 0 ? Bad(start, end, "Digits are missing in this number") : Integer(text, start, at, end, value);
    }

    private static Token Decimal(string text, int start, int end)
    {
        var at = Digits(text, start, end);
        var real = false;
        if (at + 1 < end && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            real = true;
            at = Digits(text, at + 1, end);
        }

        if (at < end && text[at] is 'e' or 'E')
        {
            var exponent = at + 1 < end && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
            if (exponent < end && char.IsAsciiDigit(text[exponent]))
            {
                real = true;
                at = Digits(text, exponent, end);
            }
        }

        var digits = text[start..at].Replace("_", "", StringComparison.Ordinal);
        var suffix = Suffix(text, at, end);
        if (Duration(digits, suffix) is { } duration)
        {
            return new Token(TokenKind.Literal, start, at + suffix.Length, text[start..at], duration);
        }

        if (real || suffix is "f" or "d" or "m")
        {
            return Real(text, start, at, end, digits);
        }

        return ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? Integer(text, start, at, end, value)
            : Bad(start, end, "The number is too large for ulong");
    }

    private static TimeSpan? Duration(string digits, string suffix)
    {
        double ticks = suffix switch { "us" => 10, "ms" => 10_000, "s" => 10_000_000, _ => 0 };
        if (ticks == 0 || !double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        return count * ticks < TimeSpan.MaxValue.Ticks ? new TimeSpan((long)Math.Round(count * ticks)) : TimeSpan.MaxValue;
    }

    private static Token Real(string text, int start, int at, int end, string digits)
    {
        var suffix = Suffix(text, at, end);
        object? value = suffix switch
        {
            "" or "d" => double.Parse(digits, CultureInfo.InvariantCulture),
            "f" => float.Parse(digits, CultureInfo.InvariantCulture),
            "m" => decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact : null,
            _ => null,
        };
        if (value is null)
        {
            return Bad(suffix == "m" ? start : at, end, suffix == "m" ? "The number is too large for decimal" : UnknownSuffix(suffix));
        }

        return value is double.PositiveInfinity or float.PositiveInfinity
            ? Bad(start, end, "The number is too large")
            : new Token(TokenKind.Literal, start, at + suffix.Length, text[start..at], value);
    }

    private static Token Integer(string text, int start, int at, int end, ulong value)
    {
        var suffix = Suffix(text, at, end);
        object? number = suffix switch
        {
            "" => value <= int.MaxValue ? (int)value : value <= uint.MaxValue ? (uint)value : value <= long.MaxValue ? (object)(long)value : value,
            "u" => value <= uint.MaxValue ? (object)(uint)value : value,
            "l" => value <= long.MaxValue ? (object)(long)value : value,
            "ul" or "lu" => value,
            _ => null,
        };
        return number is null
            ? Bad(at, end, UnknownSuffix(suffix))
            : new Token(TokenKind.Literal, start, at + suffix.Length, text[start..at], number);
    }

    private static string UnknownSuffix(string suffix) =>
        $"'{suffix}' is not a suffix of a number; expected u, l, ul, f, d, m, or us, ms, s for a duration";

    private static int Digits(string text, int at, int end)
    {
        while (at < end && (char.IsAsciiDigit(text[at]) || (text[at] == '_' && at + 1 < end && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] == '_'))))
        {
            at++;
        }

        return at;
    }

    private static string Suffix(string text, int at, int end)
    {
        var to = at;
        while (to < end && (char.IsLetterOrDigit(text[to]) || text[to] == '_'))
        {
            to++;
        }

        return text[at..to].ToLowerInvariant();
    }

    private static Token Bad(int start, int end, string message) => new(TokenKind.Bad, start, end, "", message);
}
