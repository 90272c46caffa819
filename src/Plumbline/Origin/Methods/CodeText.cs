namespace Plumbline.Origin.Methods;

/// <summary>Code without what is in its strings and comments, each character where it was.</summary>
internal static class CodeText
{
    public static string Blanked(string text)
    {
        var code = text.ToCharArray();
        for (var at = 0; at < code.Length;)
        {
            var end = text.AsSpan(at) switch
            {
                ['/', '/', ..] => End(text, at, "\n", 0),
                ['/', '*', ..] => End(text, at + 2, "*/", 2),
                ['"' or '\'' or '`', ..] => Quoted(text, at),
                _ => at,
            };
            for (var i = at; i < end; i++)
            {
                code[i] = code[i] == '\n' ? '\n' : ' ';
            }

            at = Math.Max(end, at + 1);
        }

        return new string(code);
    }

    private static int End(string text, int from, string mark, int with) =>
        from <= text.Length && text.IndexOf(mark, from, StringComparison.Ordinal) is var found and >= 0 ? found + with : text.Length;

    /// <summary>A quote that does not close on its line is no string (a lifetime of Rust), but for a template.</summary>
    private static int Quoted(string text, int from)
    {
        for (var at = from + 1; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == text[from])
            {
                return at + 1;
            }
            else if (text[at] == '\n' && text[from] != '`')
            {
                return from + 1;
            }
        }

        return from + 1;
    }
}
