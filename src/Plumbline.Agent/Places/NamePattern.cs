using System.Text;

namespace Plumbline.Agent.Places;

/// <summary>
/// A method name as typed. <c>*</c> stands for any run of characters; type parameters match by number, and may be left out.
/// </summary>
internal sealed class NamePattern
{
    private readonly string _pattern;

    private NamePattern(string text, string pattern)
    {
        Text = text;
        _pattern = pattern;
        Needle = Conversion(pattern) ?? LastSegment(pattern).Split('*', '`').MaxBy(run => run.Length)!;
        LongestName = pattern.Split('*', '`', '.').MaxBy(run => run.Length)!;
    }

    public string Text { get; }

    public bool HasStar => _pattern.Contains('*', StringComparison.Ordinal);

    /// <summary>Longest run of plain characters in the last segment; what matches contains it, or a name that stands for it.</summary>
    public string Needle { get; }

    /// <summary>Longest run of plain characters without a dot: a name of which the pattern matches a part contains it.</summary>
    public string LongestName { get; }

    /// <summary>Segments without type parameters, for finding names that come near.</summary>
    public string[] Segments => _pattern.Split('.');

    /// <summary>Reads a name; a type parameter list becomes a backtick and its length, spaces go.</summary>
    public static NamePattern Of(string text)
    {
        var pattern = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '<' && ClosingBracket(text, i) is var end and > 0)
            {
                pattern.Append('`').Append(CountArguments(text.AsSpan((i + 1)..end)));
                i = end;
            }
            else if (text[i] is not (' ' or '@'))
            {
                pattern.Append(text[i]);
            }
        }

        return new NamePattern(text, pattern.ToString());
    }

    /// <summary>What follows these words is a type, whose dots separate no members.</summary>
    private static string? Conversion(string pattern) =>
        Array.Find(["implicitoperator", "explicitoperator"], word => pattern.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the whole of a name in <c>Type`1.Method`2</c> form matches.</summary>
    public bool IsWhole(string name, bool ignoreCase = false) => Glob(name, 0, ignoreCase, open: false);

    /// <summary>Whether the last segments of a name match, whole.</summary>
    public bool IsSuffix(string name, bool ignoreCase = false)
    {
        for (var start = 0; start >= 0; start = name.IndexOf('.', start) is var dot and >= 0 ? dot + 1 : -1)
        {
            if (Glob(name, start, ignoreCase, open: false))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether some part of a name matches; for searches.</summary>
    public bool IsPart(string name)
    {
        if (!name.Contains(LongestName, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        for (var start = 0; start < name.Length; start++)
        {
            if (Glob(name, start, ignoreCase: true, open: true))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Matches from <paramref name="start"/>; a star that fails later is tried one character longer.</summary>
    private bool Glob(string name, int start, bool ignoreCase, bool open)
    {
        int at = start, wanted = 0, star = -1, retry = 0;
        while (true)
        {
            if (wanted == _pattern.Length && (open || at == name.Length || IsTailArity(name, at)))
            {
                return true;
            }

            if (wanted < _pattern.Length && _pattern[wanted] == '*')
            {
                (star, retry) = (wanted++, at);
            }
            else if (at < name.Length && wanted < _pattern.Length && Same(name[at], _pattern[wanted], ignoreCase))
            {
                at++;
                wanted++;
            }
            else if (at < name.Length && name[at] == '`' && (wanted == _pattern.Length || _pattern[wanted] == '.') && at > start)
            {
                at = AfterArity(name, at);
            }
            else if (star >= 0 && retry < name.Length)
            {
                (at, wanted) = (++retry, star + 1);
            }
            else
            {
                return false;
            }
        }
    }

    private static bool Same(char name, char pattern, bool ignoreCase) =>
        name == pattern || (ignoreCase && char.ToUpperInvariant(name) == char.ToUpperInvariant(pattern));

    private static bool IsTailArity(string name, int at) => name[at] == '`' && AfterArity(name, at) == name.Length;

    private static int AfterArity(string name, int at)
    {
        for (at++; at < name.Length && char.IsAsciiDigit(name[at]); at++)
        {
        }

        return at;
    }

    private static string LastSegment(string pattern)
    {
        var dot = pattern.LastIndexOf('.');
        return dot > 0 && pattern[dot - 1] == '.' ? pattern[dot..] : pattern[(dot + 1)..];
    }

    /// <summary>End of the bracket that opens at <paramref name="open"/>, or -1: operators and compiled names have lone ones.</summary>
    private static int ClosingBracket(string text, int open)
    {
        if (open == 0 || !(char.IsLetterOrDigit(text[open - 1]) || text[open - 1] is '_')
            || text.AsSpan(0, open).EndsWith("operator", StringComparison.Ordinal))
        {
            return -1;
        }

        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static int CountArguments(ReadOnlySpan<char> list)
    {
        int count = 1, depth = 0;
        foreach (var character in list)
        {
            depth += character switch { '<' or '(' or '[' => 1, '>' or ')' or ']' => -1, _ => 0 };
            count += character == ',' && depth == 0 ? 1 : 0;
        }

        return count;
    }
}
