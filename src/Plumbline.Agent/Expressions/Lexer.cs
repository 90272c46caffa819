using System.Globalization;
using System.Text;

namespace Plumbline.Agent.Expressions;

/// <summary>Cuts a text into tokens, one at a time, so that a template's format text is never read as C#.</summary>
internal sealed class Lexer(string text, int position, int end)
{
    private static readonly string[] s_operators =
    [
        ">>>=", ">>>", "<<=", ">>=", "??=", "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "?[", "<<", ">>", "++", "--",
        "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "->", "::", "..",
        "+", "-", "*", "/", "%", "&", "|", "^", "~", "!", "<", ">", "=", "?", ":", ".", ",", "(", ")", "[", "]", "{", "}", ";",
    ];

    private readonly string _text = text;

    public int Position { get; set; } = position;

    public Token Next()
    {
        while (Position < end && char.IsWhiteSpace(_text[Position]))
        {
            Position++;
        }

        var start = Position;
        if (start >= end)
        {
            return new Token(TokenKind.End, start, start, "", null);
        }

        var c = _text[start];
        if (IsNameStart(c) || (c == '@' && start + 1 < end && IsNameStart(_text[start + 1])))
        {
            return Name(start);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && start + 1 < end && char.IsAsciiDigit(_text[start + 1])))
        {
            var token = NumberLexer.Read(_text, start, end);
            Position = token.End;
            return token;
        }

        return c switch
        {
            '"' => Quoted(start, '"'),
            '\'' => Quoted(start, '\''),
            '@' when start + 1 < end && _text[start + 1] == '"' => Verbatim(start),
            '$' => Bad(start, "An interpolated string can't be used here; join values with +"),
            _ => Operator(start),
        };
    }

    private Token Operator(int start)
    {
        foreach (var op in s_operators)
        {
            if (string.CompareOrdinal(_text, start, op, 0, op.Length) != 0 || start + op.Length > end)
            {
                continue;
            }

            // "a ?.5 : b" is a conditional with a number, as in C#.
            if (op is "?." && start + 2 < end && char.IsAsciiDigit(_text[start + 2]))
            {
                continue;
            }

            Position = start + op.Length;
            return new Token(TokenKind.Operator, start, Position, op, null);
        }

        return Bad(start, $"The character {Describe(_text[start])} has no meaning here");
    }

    private Token Name(int start)
    {
        var from = _text[start] == '@' ? start + 1 : start;
        var at = from;
        while (at < end && IsNamePart(_text[at]))
        {
            at++;
        }

        Position = at;
        var name = _text[from..at];
        if (from > start && (name is "return" or "exception" or "duration"))
        {
            name = "@" + name;
        }

        return new Token(TokenKind.Identifier, start, at, name, null);
    }

    private Token Quoted(int start, char quote)
    {
        var content = new StringBuilder();
        var at = start + 1;
        while (at < end && _text[at] != quote)
        {
            if (_text[at] != '\\')
            {
                content.Append(_text[at++]);
                continue;
            }

            var length = Escape(at, content);
            if (length == 0)
            {
                return Bad(at, "This escape is not one of \\\\ \\' \\\" \\0 \\a \\b \\e \\f \\n \\r \\t \\v \\xH \\uHHHH \\UHHHHHHHH");
            }

            at += length;
        }

        if (at >= end)
        {
            return Bad(start, quote == '"' ? "The string has no closing \"" : "The text has no closing '");
        }

        Position = at + 1;
        object value = quote == '\'' && content.Length == 1 ? content[0] : content.ToString();
        return new Token(TokenKind.Literal, start, Position, _text[start..Position], value);
    }

    private Token Verbatim(int start)
    {
        var content = new StringBuilder();
        for (var at = start + 2; at < end; at++)
        {
            if (_text[at] != '"')
            {
                content.Append(_text[at]);
            }
            else if (at + 1 < end && _text[at + 1] == '"')
            {
                content.Append('"');
                at++;
            }
            else
            {
                Position = at + 1;
                return new Token(TokenKind.Literal, start, Position, _text[start..Position], content.ToString());
            }
        }

        return Bad(start, "The string has no closing \"");
    }

    /// <summary>Appends what an escape stands for; the number of characters read, or 0.</summary>
    private int Escape(int at, StringBuilder content)
    {
        if (at + 1 >= end)
        {
            return 0;
        }

        const string Names = "\\'\"0abefnrtv";
        const string Values = "\\'\"\0\a\b\u001b\f\n\r\t\v";
        var name = Names.IndexOf(_text[at + 1], StringComparison.Ordinal);
        if (name >= 0)
        {
            content.Append(Values[name]);
            return 2;
        }

        return _text[at + 1] switch
        {
            'x' => Code(at, 1, 4, content),
            'u' => Code(at, 4, 4, content),
            'U' => Code(at, 8, 8, content),
            _ => 0,
        };
    }

    private int Code(int at, int least, int most, StringBuilder content)
    {
        var digits = 0;
        while (digits < most && at + 2 + digits < end && char.IsAsciiHexDigit(_text[at + 2 + digits]))
        {
            digits++;
        }

        if (digits < least)
        {
            return 0;
        }

        var code = uint.Parse(_text.AsSpan(at + 2, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (code <= 0xFFFF)
        {
            content.Append((char)code);
        }
        else if (Rune.IsValid(code))
        {
            content.Append(new Rune(code).ToString());
        }
        else
        {
            return 0;
        }

        return 2 + digits;
    }

    private Token Bad(int start, string message)
    {
        Position = end;
        return new Token(TokenKind.Bad, start, end, "", message);
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    private static bool IsNamePart(char c) =>
        char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c)
            is UnicodeCategory.ConnectorPunctuation
            or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.LetterNumber
            or UnicodeCategory.Format;

    private static string Describe(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) ? $"U+{(int)c:X4}" : $"'{c}'";
}
