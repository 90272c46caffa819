namespace Plumbline.Agent.Redaction;

/// <summary>Numbers of payment cards: 13 to 19 digits with the check digit of Luhn, as they stand or in groups.</summary>
internal static class CardNumber
{
    /// <summary>Length of the card number at the start of the text, or 0.</summary>
    public static int Match(ReadOnlySpan<char> text)
    {
        if (text[0] is < '2' or > '6')
        {
            return 0;
        }

        Span<byte> digits = stackalloc byte[20];
        Span<int> ends = stackalloc int[20];
        var count = 0;
        for (var i = 0; i < text.Length && count < 20; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits[count] = (byte)(text[i] - '0');
                ends[count++] = i + 1;
            }
            else if (text[i] is not (' ' or '-' or '.' or '\u00a0') || i + 1 >= text.Length || !char.IsAsciiDigit(text[i + 1]))
            {
                break;
            }
        }

        for (var length = Math.Min(count, 19); length >= 13; length--)
        {
            var end = ends[length - 1];
            var glued = end < text.Length && char.IsAsciiDigit(text[end]);
            if (!glued && IsIssued(digits, length) && HasCheckDigit(digits[..length]))
            {
                return end;
            }
        }

        return 0;
    }

    /// <summary>Ranges in use: Visa, Mastercard, American Express, Diners, Discover, JCB, UnionPay, Maestro.</summary>
    private static bool IsIssued(ReadOnlySpan<byte> digits, int length)
    {
        var two = (digits[0] * 10) + digits[1];
        var four = (two * 100) + (digits[2] * 10) + digits[3];
        return digits[0] switch
        {
            4 => length is 13 or 16 or 19,
            2 => four is >= 2221 and <= 2720 && length == 16,
            3 => two switch { 34 or 37 => length == 15, 30 or 36 or 38 or 39 => length is >= 14, 35 => length >= 16, _ => false },
            5 => two is >= 50 and <= 58,
            _ => true,
        };
    }

    private static bool HasCheckDigit(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (int)digits[digits.Length - 1 - i];
            digit = i % 2 == 0 ? digit : digit * 2;
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }
}
