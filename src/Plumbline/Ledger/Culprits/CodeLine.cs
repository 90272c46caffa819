using System.Text.RegularExpressions;

namespace Plumbline.Ledger.Culprits;

/// <summary>What a line of any language is, by its looks.</summary>
internal static partial class CodeLine
{
    private static readonly HashSet<string> s_keywords =
    [
        "if", "else", "for", "while", "return", "int", "char", "void", "const", "struct", "static", "unsigned", "long", "switch", "case", "break", "continue", "sizeof", "goto",
        "bool", "true", "false", "null", "NULL", "default", "enum", "typedef", "inline", "extern", "public", "private", "protected", "internal", "class", "new", "using",
        "namespace", "var", "string", "this", "def", "import", "from", "self", "None", "True", "False", "in", "not", "and", "or", "is", "function", "let", "await", "async", "export",
        "undefined",
    ];

    private static readonly HashSet<string> s_idle = ["else", "} else {", "do", "try", "end", "break;", "default:", "finally"];

    /// <summary>Without white space.</summary>
    public static string Bare(string line) => string.Concat(line.Where(one => !char.IsWhiteSpace(one)));

    /// <summary>Blank, brackets alone, or a word that is the same in every function.</summary>
    public static bool IsTrivial(string line)
    {
        var text = line.AsSpan().Trim();
        return !text.ContainsAnyInRange('0', '9') && !text.ContainsAnyInRange('A', 'Z') && !text.ContainsAnyInRange('a', 'z') || s_idle.Contains(text.ToString());
    }

    public static bool IsComment(string line)
    {
        var text = line.AsSpan().Trim();
        return text is "*" || text.StartsWith("//") || text.StartsWith("/*") || text.StartsWith("* ") || text.StartsWith("*/") || text.StartsWith("<!--") || text.StartsWith("\"\"\"")
            || text.StartsWith(".\\\"") || (text.StartsWith("#") && !Directive().IsMatch(text));
    }

    /// <summary>Whether a change of it can change what a program does.</summary>
    public static bool IsCode(string line) => !IsTrivial(line) && !IsComment(line);

    public static bool IsKeyword(string word) => s_keywords.Contains(word);

    /// <summary>Identifiers of two characters or more, keywords left out.</summary>
    public static IEnumerable<string> Names(string line)
    {
        for (var at = 0; at < line.Length;)
        {
            var start = at;
            while (at < line.Length && IsWord(line[at]))
            {
                at++;
            }

            if (at - start > 1 && !char.IsAsciiDigit(line[start]) && line[start..at] is var word && !IsKeyword(word))
            {
                yield return word;
            }

            at = at == start ? at + 1 : at;
        }
    }

    /// <summary>Words, numbers, and every other visible character for itself.</summary>
    public static IEnumerable<string> Tokens(string line)
    {
        for (var at = 0; at < line.Length;)
        {
            var start = at;
            while (at < line.Length && IsWord(line[at]))
            {
                at++;
            }

            if (at > start || !char.IsWhiteSpace(line[at]))
            {
                at = Math.Max(at, start + 1);
                yield return line[start..at];
                continue;
            }

            at++;
        }
    }

    /// <summary>How much a token says: punctuation next to nothing, a keyword little.</summary>
    public static double WeightOf(string token) => !IsWord(token[0]) ? 0.1 : IsKeyword(token) ? 0.4 : 1;

    private static bool IsWord(char one) => char.IsAsciiLetterOrDigit(one) || one == '_';

    [GeneratedRegex(@"^#\s*(include|define|ifdef|ifndef|if|endif|else|elif|undef|pragma|error)")]
    private static partial Regex Directive();
}
