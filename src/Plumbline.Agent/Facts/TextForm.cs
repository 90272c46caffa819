namespace Plumbline.Agent.Facts;

/// <summary>What a text looks like, by its first characters. Every text has one form.</summary>
internal enum TextForm
{
    Empty,
    Whitespace,
    Digits,
    SignedDigits,
    DecimalPoint,
    DecimalComma,
    Guid,
    Mail,
    IsoDate,
    OtherDate,
    UpperLetters,
    LowerLetters,
    Letters,

    /// <summary>Letters, digits, and what stands in names: - _ . : /</summary>
    Name,

    /// <summary>Blanks before or after it.</summary>
    Padded,

    /// <summary>Line ends or other control characters.</summary>
    Control,

    /// <summary>Letters beyond ASCII.</summary>
    Foreign,
    Other,
}

/// <summary>Tells the form of a text.</summary>
internal static class TextForms
{
    /// <summary>Characters that are looked at.</summary>
    public const int Most = 40;

    [Flags]
    private enum Seen
    {
        None = 0,
        Digit = 1,
        Upper = 2,
        Lower = 4,
        Sign = 8,
        Point = 16,
        Comma = 32,
        Mark = 64,
        At = 128,
        Foreign = 256,
        Control = 512,
        Other = 1024,
        Letter = Upper | Lower,
    }

    /// <summary>PERF: of each ASCII character; the branches of the rule take several times as long.</summary>
    private static readonly Seen[] s_classes = [.. Enumerable.Range(0, 128).Select(code => Class((char)code))];

    public static TextForm Of(ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
        {
            return TextForm.Empty;
        }

        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
        {
            return text.Length <= Most && text.IsWhiteSpace() ? TextForm.Whitespace : TextForm.Padded;
        }

        var head = text.Length > Most ? text[..Most] : text;
        var seen = Seen.None;
        var classes = s_classes;
        foreach (var character in head)
        {
            seen |= character < classes.Length ? classes[character] : Seen.Foreign;
        }

        return Special(head, seen) ?? Plain(seen);
    }

    /// <summary>The form in words, to stand behind "was".</summary>
    public static string Words(TextForm form) => form switch
    {
        TextForm.Empty => "empty",
        TextForm.Whitespace => "nothing but blanks",
        TextForm.Digits => "nothing but digits",
        TextForm.SignedDigits => "a number with a sign",
        TextForm.DecimalPoint => "a number with a decimal point",
        TextForm.DecimalComma => "a number with a decimal comma",
        TextForm.Guid => "a GUID",
        TextForm.Mail => "an e-mail address",
        TextForm.IsoDate => "a date such as 2024-05-06",
        TextForm.OtherDate => "a date such as 06/05/2024",
        TextForm.UpperLetters => "nothing but capital letters",
        TextForm.LowerLetters => "nothing but small letters",
        TextForm.Letters => "nothing but letters",
        TextForm.Name => "letters, digits and marks",
        TextForm.Padded => "a text with blanks around it",
        TextForm.Control => "a text with line ends or control characters",
        TextForm.Foreign => "a text with letters beyond ASCII",
        _ => "a text of another form",
    };

    private static Seen Class(char character) => character switch
    {
        >= '0' and <= '9' => Seen.Digit,
        >= 'A' and <= 'Z' => Seen.Upper,
        >= 'a' and <= 'z' => Seen.Lower,
        '-' or '+' => Seen.Sign,
        '.' => Seen.Point,
        ',' => Seen.Comma,
        '_' or ':' or '/' => Seen.Mark,
        '@' => Seen.At,
        < ' ' or '\x7F' => Seen.Control,
        _ => Seen.Other,
    };

    private static TextForm? Special(ReadOnlySpan<char> text, Seen seen)
    {
        const Seen Number = Seen.Digit | Seen.Sign | Seen.Point | Seen.Comma;
        if ((seen & (Seen.Control | Seen.Foreign)) != 0)
        {
            return (seen & Seen.Control) != 0 ? TextForm.Control : TextForm.Foreign;
        }

        if (text.Length is 36 && IsGuid(text))
        {
            return TextForm.Guid;
        }

        if ((seen & Seen.Digit) != 0 && IsDate(text) is { } date)
        {
            return date;
        }

        if ((seen & ~Number) == 0 && (seen & Seen.Digit) != 0 && text.LastIndexOfAny('+', '-') <= 0)
        {
            return NumberForm(text, seen);
        }

        return (seen & Seen.At) != 0 && (seen & Seen.Other) == 0 && text.IndexOf('@') is > 0 and var at && text[at..].IndexOf('.') > 1 ? TextForm.Mail : null;
    }

    private static TextForm NumberForm(ReadOnlySpan<char> text, Seen seen)
    {
        if ((seen & (Seen.Point | Seen.Comma)) == 0)
        {
            return (seen & Seen.Sign) != 0 ? TextForm.SignedDigits : TextForm.Digits;
        }

        // What stands last parts the decimals; a comma in front of three digits, with nothing else, parts thousands as well as decimals.
        return text.LastIndexOf(',') > text.LastIndexOf('.') ? TextForm.DecimalComma : TextForm.DecimalPoint;
    }

    private static TextForm Plain(Seen seen) => seen switch
    {
        Seen.Upper => TextForm.UpperLetters,
        Seen.Lower => TextForm.LowerLetters,
        Seen.Letter => TextForm.Letters,
        _ when (seen & (Seen.Other | Seen.Comma | Seen.At)) == 0 => TextForm.Name,
        _ => TextForm.Other,
    };

    private static bool IsGuid(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var isDash = i is 8 or 13 or 18 or 23;
            if (isDash ? text[i] != '-' : !char.IsAsciiHexDigit(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static TextForm? IsDate(ReadOnlySpan<char> text)
    {
        if (text.Length >= 10 && text[4] == '-' && text[7] == '-' && AreDigits(text[..4]) && AreDigits(text[5..7]) && AreDigits(text[8..10]))
        {
            return TextForm.IsoDate;
        }

        var first = text.IndexOfAny('/', '.');
        var second = first > 0 ? text[(first + 1)..].IndexOf(text[first]) : -1;
        var year = first + second + 2;
        return first is 1 or 2 && second is 1 or 2 && text.Length >= year + 4 && AreDigits(text[..first]) && AreDigits(text.Slice(first + 1, second))
            && AreDigits(text.Slice(year, 4)) ? TextForm.OtherDate : null;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
