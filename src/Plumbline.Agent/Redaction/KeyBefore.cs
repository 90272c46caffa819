namespace Plumbline.Agent.Redaction;

/// <summary>The name in front of = or : in a text.</summary>
internal static class KeyBefore
{
    private const int MostCharacters = 96;

    /// <summary>Words that may stand between a secret's name and its value.</summary>
    private static readonly string[] s_fillers = ["is", "was", "value", "val", "text", "string", "to", "now", "set", "used", "again"];

    /// <summary>The words in front of the sign, as far as they can belong to one name.</summary>
    public static ReadOnlySpan<char> Find(ReadOnlySpan<char> text, int sign)
    {
        var end = sign;
        while (end > 0 && (text[end - 1] is ' ' or '\t' or '"' or '\'' or '`' or '\\' or ']' or ')' or '*' or ':' or '+'))
        {
            end--;
        }

        var start = end;
        while (start > 0 && end - start < MostCharacters && IsInside(text[start - 1]))
        {
            start--;
        }

        return text[start..end].Trim();
    }

    /// <summary>Whether what follows is itself a name, of a value that stands further behind.</summary>
    public static bool NamesKey(ReadOnlySpan<char> name) =>
        name.EndsWith("key", StringComparison.OrdinalIgnoreCase) || name.EndsWith("name", StringComparison.OrdinalIgnoreCase);

    public static bool IsSecret(Redactor redactor, ReadOnlySpan<char> name)
    {
        var last = LastWord(name, out var before);
        if (redactor.IsSecretName(last))
        {
            return true;
        }

        if (before.IsEmpty)
        {
            return false;
        }

        var second = LastWord(before, out var rest);
        if (IsFiller(last) && redactor.IsSecretName(second))
        {
            return true;
        }

        return Joins(redactor, second, last, name) || (!rest.IsEmpty && Joins(redactor, LastWord(rest, out _), last, name));
    }

    /// <summary>Whether the last words make a secret name together that the first of them does not make alone.</summary>
    private static bool Joins(Redactor redactor, ReadOnlySpan<char> first, ReadOnlySpan<char> last, ReadOnlySpan<char> name)
    {
        if (redactor.IsSecretName(first))
        {
            return false;
        }

        var start = name.LastIndexOf(first, StringComparison.Ordinal);
        return start >= 0 && redactor.IsSecretName(name[start..]) && !last.IsEmpty;
    }

    private static bool IsInside(char c) =>
        char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '$' or '@' or ' ' or '!' or '\u200b' or '\u200c' or '\u200d' or '\u00ad' || c > '\u2fff';

    private static ReadOnlySpan<char> LastWord(ReadOnlySpan<char> words, out ReadOnlySpan<char> before)
    {
        var space = words.LastIndexOf(' ');
        before = space < 0 ? default : words[..space].TrimEnd();
        return words[(space + 1)..];
    }

    private static bool IsFiller(ReadOnlySpan<char> word)
    {
        foreach (var filler in s_fillers)
        {
            if (word.Equals(filler, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
