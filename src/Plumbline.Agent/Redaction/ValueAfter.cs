namespace Plumbline.Agent.Redaction;

/// <summary>The value behind = or : in a text. Where its end is in doubt it ends later.</summary>
internal static class ValueAfter
{
    public static (int Start, int End) Find(ReadOnlySpan<char> text, int sign, ReadOnlySpan<char> name)
    {
        var start = sign + 1;
        while (start < text.Length && text[start] is ' ' or '\t' or '=' or ':' or '>' or '\\')
        {
            start++;
        }

        if (start == text.Length)
        {
            return (start, start);
        }

        if (TakesLine(name))
        {
            return (start, EndOfLine(text, start));
        }

        return text[start] switch
        {
            '[' when IsCut(text[start..]) => (start, start),
            '"' or '\'' or '`' => (start + 1, EndOfQuote(text, start)),
            '{' or '[' or '(' => (start + 1, BehindBracket(text, EndOfBracket(text, start))),
            _ => (start, EndOfBare(text, start)),
        };
    }

    /// <summary>As YAML writes it: where nothing or a sign for a block stands behind the name, the value is the lines further in.</summary>
    public static int WithIndented(ReadOnlySpan<char> text, int start, int end)
    {
        if (end == text.Length || text[end] is not ('\r' or '\n') || text[start..end].Trim() is not ("" or "|" or ">" or "|-" or ">-" or "|+" or ">+"))
        {
            return end;
        }

        while (end < text.Length && text[end] is '\r' or '\n')
        {
            var line = end + 1;
            if (line < text.Length && text[line] == '\n')
            {
                line++;
            }

            if (line >= text.Length || text[line] is not (' ' or '\t'))
            {
                break;
            }

            var close = text[line..].IndexOfAny('\r', '\n');
            end = close < 0 ? text.Length : line + close;
        }

        return end;
    }

    /// <summary>Whether the value was cut out already, and nothing of it is left behind the mark.</summary>
    private static bool IsCut(ReadOnlySpan<char> value) => value.StartsWith(Redactor.Mark, StringComparison.Ordinal)
        && (value.Length == Redactor.Mark.Length || value[Redactor.Mark.Length] is ' ' or ',' or ';' or ')' or ']' or '}' or '\r' or '\n');

    /// <summary>A password may itself begin with a bracket, and go on behind the one that closes.</summary>
    private static int BehindBracket(ReadOnlySpan<char> text, int close) =>
        close + 1 < text.Length && char.IsLetterOrDigit(text[close + 1]) ? EndOfBare(text, close + 1) : close;

    /// <summary>Headers whose whole line is secret.</summary>
    private static bool TakesLine(ReadOnlySpan<char> name) =>
        name.EndsWith("authorization", StringComparison.OrdinalIgnoreCase) || name.EndsWith("cookie", StringComparison.OrdinalIgnoreCase);

    private static int EndOfLine(ReadOnlySpan<char> text, int start)
    {
        if (text[start] is '"' or '\'')
        {
            return EndOfQuote(text, start);
        }

        if (text[start] is '[' or '{')
        {
            return EndOfBracket(text, start);
        }

        var end = text[start..].IndexOfAny('\r', '\n');
        return end < 0 ? text.Length : start + end;
    }

    public static int EndOfQuote(ReadOnlySpan<char> text, int start)
    {
        // Inside a string of JSON inside a string the quotes are escaped, and so is the one that closes.
        var (quote, level) = (text[start], Backslashes(text, start));
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] != quote)
            {
                continue;
            }

            if (i + 1 < text.Length && text[i + 1] == quote)
            {
                i++;
                continue;
            }

            var escapes = Backslashes(text[..i], i) - level;
            if (escapes >= 0 && escapes / (level + 1) % 2 == 0)
            {
                return i - level;
            }
        }

        return text.Length;
    }

    private static int Backslashes(ReadOnlySpan<char> text, int before)
    {
        var start = before;
        while (start > 0 && text[start - 1] == '\\')
        {
            start--;
        }

        return before - start;
    }

    private static int EndOfBracket(ReadOnlySpan<char> text, int start)
    {
        var depth = 0;
        for (var i = start; i < text.Length; i++)
        {
            depth += text[i] switch
            {
                '{' or '[' or '(' => 1,
                '}' or ']' or ')' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return i;
            }
        }

        return text.Length;
    }

    /// <summary>Up to a separator, to the end of the line, or to the next name with a sign behind it.</summary>
    private static int EndOfBare(ReadOnlySpan<char> text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            if (c is ';' or '&' or '\r' or '\n' || (c is '"' or '<' && i > start))
            {
                return i;
            }

            if (c is ',' or ' ' or '\t' or '}' or ']' or ')' or '|' && StartsPair(text[(i + 1)..]))
            {
                return i;
            }
        }

        return text.Length;
    }

    private static bool StartsPair(ReadOnlySpan<char> text)
    {
        text = text.TrimStart(" \t,\"'}])|[{(");
        var i = 0;
        while (i < text.Length && i < 64 && (char.IsLetterOrDigit(text[i]) || text[i] is '_' or '-' or '.'))
        {
            i++;
        }

        var sign = text[i..].TrimStart(" \"'");
        return i > 0 && !sign.IsEmpty && sign[0] is '=' or ':';
    }
}
