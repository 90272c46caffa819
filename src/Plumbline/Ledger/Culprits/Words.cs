namespace Plumbline.Ledger.Culprits;

/// <summary>Words of messages and of code, so that the two can be compared.</summary>
internal static class Words
{
    private static readonly HashSet<string> s_idle =
    [
        "the", "a", "an", "of", "to", "in", "on", "for", "and", "or", "is", "are", "was", "be", "been", "by", "with", "when", "if", "it", "this", "that", "from", "as", "at", "not", "no",
        "we", "use", "used", "using", "fix", "fixes", "fixed", "add", "adds", "added", "bug", "error", "errors", "issue", "patch", "commit", "signed", "off", "reviewed", "acked",
        "tested", "reported", "cc", "also", "so", "do", "does", "should", "can", "which", "has", "have", "will", "would", "after", "before", "into", "but", "only", "all", "now", "than",
        "then", "there", "its",
    ];

    /// <summary>The words of a prose text in lower case; a name with underscores gives its parts, too.</summary>
    public static IEnumerable<string> OfProse(string text)
    {
        foreach (var word in Runs(text))
        {
            var lower = word.ToLowerInvariant();
            if (lower.Length < 2 || s_idle.Contains(lower))
            {
                continue;
            }

            yield return lower;
            if (lower.Contains('_', StringComparison.Ordinal))
            {
                foreach (var part in lower.Split('_').Where(part => part.Length > 2 && !s_idle.Contains(part)))
                {
                    yield return part;
                }
            }
        }
    }

    /// <summary>The words that a subject is made of.</summary>
    public static HashSet<string> OfSubject(string subject) => [.. Runs(subject).Select(word => word.ToLowerInvariant()).Where(word => word.Length > 1 && !s_idle.Contains(word))];

    /// <summary>Every word and every part of a name (by underscore and capital), plurals as singulars, too.</summary>
    public static void Collect(string text, HashSet<string> into)
    {
        foreach (var word in Runs(text))
        {
            Take(word.ToLowerInvariant(), into);
            foreach (var part in Parts(word))
            {
                Take(part, into);
            }
        }
    }

    /// <summary>Whether a word of a subject is among collected ones.</summary>
    public static bool IsIn(string word, HashSet<string> collected) => collected.Contains(word) || (word.Length > 3 && word[^1] == 's' && collected.Contains(word[..^1]));

    public static bool IsIdle(string word) => s_idle.Contains(word);

    private static void Take(string word, HashSet<string> into)
    {
        if (word.Length < 2)
        {
            return;
        }

        if (!s_idle.Contains(word))
        {
            into.Add(word);
        }

        if (word.Length > 3 && word[^1] == 's')
        {
            into.Add(word[..^1]);
        }
    }

    private static IEnumerable<string> Runs(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
            {
                at++;
            }

            if (at > start && (char.IsAsciiLetter(text[start]) || text[start] == '_'))
            {
                yield return text[start..at];
            }
        }
    }

    // fooBar, FooBar, foo_bar, HTTPServer.
    private static IEnumerable<string> Parts(string word)
    {
        var start = 0;
        for (var at = 1; at <= word.Length; at++)
        {
            var cuts = at == word.Length || KindOf(word[at]) != KindOf(word[at - 1]) || (char.IsAsciiLetterUpper(word[at - 1]) && at + 1 < word.Length && char.IsAsciiLetterLower(word[at + 1]));
            if (!cuts || (at < word.Length && at - start == 1 && char.IsAsciiLetterUpper(word[start]) && char.IsAsciiLetterLower(word[at])))
            {
                continue;
            }

            if (at - start > 1 && word[start] != '_')
            {
                yield return word[start..at].ToLowerInvariant();
            }

            start = at;
        }
    }

    private static int KindOf(char one) => one == '_' ? 0 : char.IsAsciiDigit(one) ? 1 : char.IsAsciiLetterUpper(one) ? 2 : 3;
}
