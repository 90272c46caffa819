namespace Plumbline.Origin.Methods;

/// <summary>
/// Methods of languages for which there is no parser here, by their brackets or their indentation. It finds a name before parentheses and a
/// block behind them, so it knows neither types nor macros: what it can't tell it leaves out.
/// </summary>
internal static class MethodScan
{
    private const int LongestHead = 2_000;

    private static readonly string[] s_bracketed =
        [".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".java", ".kt", ".go", ".rs", ".c", ".h", ".cpp", ".cc", ".hpp", ".php", ".swift", ".scala", ".dart"];

    private static readonly string[] s_keywords =
        ["if", "for", "while", "switch", "catch", "return", "function", "fn", "func", "match", "when", "using", "lock", "foreach", "else", "do", "new", "throw", "await", "sizeof", "typeof"];

    public static bool Knows(string path) => s_bracketed.Contains(Path.GetExtension(path)) || path.EndsWith(".py", StringComparison.Ordinal);

    public static IReadOnlyList<MethodSpan> Of(string path, string text) => path.EndsWith(".py", StringComparison.Ordinal) ? Indented(text) : Bracketed(text);

    private static List<MethodSpan> Indented(string text)
    {
        var found = new List<MethodSpan>();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd();
            var bare = line.TrimStart();
            var head = bare.StartsWith("async def ", StringComparison.Ordinal) ? bare[10..] : bare.StartsWith("def ", StringComparison.Ordinal) ? bare[4..] : null;
            if (head is null || head.IndexOf('(', StringComparison.Ordinal) is not (> 0 and var paren))
            {
                continue;
            }

            var depth = line.Length - bare.Length;
            var last = i;
            for (var next = i + 1; next < lines.Length; next++)
            {
                var body = lines[next].TrimEnd();
                if (body.Length > 0 && body.Length - body.TrimStart().Length <= depth && !body.TrimStart().StartsWith(')'))
                {
                    break;
                }

                last = body.Length > 0 ? next : last;
            }

            found.Add(new MethodSpan(head[..paren].Trim(), i + 1, last + 1));
        }

        return found;
    }

    private static List<MethodSpan> Bracketed(string text)
    {
        var code = CodeText.Blanked(text);
        var starts = LineStarts(code);
        var found = new List<MethodSpan>();
        for (var paren = code.IndexOf('('); paren >= 0; paren = code.IndexOf('(', paren + 1))
        {
            var (from, to) = NameBefore(code, paren);
            if (from == to || s_keywords.Contains(code[from..to]) || (from > 0 && code[from - 1] == '.') || Block(code, paren) is not { } end)
            {
                continue;
            }

            found.Add(new MethodSpan(code[from..to], LineOf(starts, from), LineOf(starts, end)));
        }

        return found;
    }

    private static (int From, int To) NameBefore(string code, int paren)
    {
        var to = paren;
        while (to > 0 && code[to - 1] is ' ' or '\t')
        {
            to--;
        }

        var from = to;
        while (from > 0 && (char.IsLetterOrDigit(code[from - 1]) || code[from - 1] is '_' or '$'))
        {
            from--;
        }

        return from < to && char.IsDigit(code[from]) ? (to, to) : (from, to);
    }

    /// <summary>The end of the block that follows the parentheses; null where none does.</summary>
    private static int? Block(string code, int paren)
    {
        if (Closing(code, paren, '(', ')', LongestHead) is not { } close)
        {
            return null;
        }

        for (var at = close + 1; at < code.Length && at < close + LongestHead; at++)
        {
            switch (code[at])
            {
                case '{':
                    return Closing(code, at, '{', '}', int.MaxValue);
                case ';' or '}' or ')' or ',' or '=' or '.' or '+' or '(':
                    return null;
            }
        }

        return null;
    }

    private static int? Closing(string code, int open, char opening, char closing, int most)
    {
        var depth = 0;
        for (var at = open; at < code.Length && at - open < most; at++)
        {
            depth += code[at] == opening ? 1 : code[at] == closing ? -1 : 0;
            if (depth == 0)
            {
                return at;
            }
        }

        return null;
    }

    private static List<int> LineStarts(string code)
    {
        var starts = new List<int> { 0 };
        for (var at = code.IndexOf('\n'); at >= 0; at = code.IndexOf('\n', at + 1))
        {
            starts.Add(at + 1);
        }

        return starts;
    }

    private static int LineOf(List<int> starts, int at)
    {
        var found = starts.BinarySearch(at);
        return found >= 0 ? found + 1 : ~found;
    }
}
