namespace Plumbline.Ledger.Culprits;

/// <summary>
/// The function around a line, by indentation: the nearest line above that stands further left and looks like a head. Needs no parser, so it works in any
/// language that people indent, and errs where they don't.
/// </summary>
internal static class FunctionName
{
    private const int Farthest = 1_500;

    private static readonly HashSet<string> s_other =
        ["if", "else", "for", "foreach", "while", "switch", "return", "do", "case", "catch", "lock", "using", "await", "throw", "new", "yield", "goto", "when", "elif", "with", "except", "}"];

    /// <param name="lines">Gives the text of a line, counted from 0.</param>
    /// <param name="at">The line.</param>
    /// <returns>Null where no head is found; else the name and its line.</returns>
    public static (string Name, int Line)? Around(Func<int, string> lines, int at)
    {
        var level = int.MaxValue;
        var open = false;
        for (var line = at; line >= 0 && line > at - Farthest; line--)
        {
            var text = lines(line);
            var bare = text.AsSpan().Trim();
            var indent = IndentOf(text);
            if (bare.IsEmpty || indent > level || (indent == level && !open))
            {
                continue;
            }

            if (NameIn(text) is { } name)
            {
                return (name, line);
            }

            // The head of a block whose bracket stands alone is no further left than the bracket.
            open = bare is "{" || (open && indent == level);
            level = indent;
        }

        return null;
    }

    /// <summary>Columns before the first visible character; a tab counts for eight.</summary>
    public static int IndentOf(string text)
    {
        var columns = 0;
        foreach (var one in text)
        {
            if (one is not (' ' or '\t'))
            {
                break;
            }

            columns += one == '\t' ? 8 : 1;
        }

        return columns;
    }

    /// <summary>The name that a line declares with parentheses; null where it only calls.</summary>
    public static string? NameIn(string line)
    {
        var text = line.AsSpan().Trim();
        if (text.StartsWith("func (") && text.IndexOf(')') is > 0 and var receiver)
        {
            // Go puts what the function belongs to before its name.
            text = string.Concat("func ", text[(receiver + 1)..].TrimStart());
        }

        var end = text.IndexOf('(');
        if (end < 1 || text[^1] == ';')
        {
            return null;
        }

        var head = text[..end].TrimEnd();
        if (head[^1] == '>' && head.IndexOf('<') is > 0 and var generic)
        {
            head = head[..generic];
        }

        var from = head.Length;
        while (from > 0 && (char.IsAsciiLetterOrDigit(head[from - 1]) || head[from - 1] is '_' or '$'))
        {
            from--;
        }

        var name = head[from..].ToString();
        var before = head[..from].TrimEnd();
        if (before.IndexOf('=') is > 0 and var equals)
        {
            return text.EndsWith("{") || text.EndsWith("=>") ? LastWord(before[..equals]) : null;
        }

        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || CodeLine.IsKeyword(name) || s_other.Contains(name))
        {
            return null;
        }

        var isDeclared = before.IsEmpty ? text[^1] == '{' || !char.IsWhiteSpace(line[0]) : IsType(before[^1]) && !s_other.Contains(FirstWord(before));
        return isDeclared ? name : null;
    }

    private static bool IsType(char last) => char.IsAsciiLetterOrDigit(last) || last is '_' or '*' or '&' or '>' or ']' or '?' or ':';

    private static string FirstWord(ReadOnlySpan<char> text) => text.IndexOf(' ') is > 0 and var space ? text[..space].ToString() : text.ToString();

    private static string? LastWord(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd();
        var from = text.Length;
        while (from > 0 && (char.IsAsciiLetterOrDigit(text[from - 1]) || text[from - 1] is '_' or '$'))
        {
            from--;
        }

        return from < text.Length ? text[from..].ToString() : null;
    }
}
