using System.Text.RegularExpressions;

namespace Plumbline.Ledger.Culprits;

/// <summary>
/// A commit's message without all that names other commits: trailers, ids, quoted subjects. Such a link is a better witness than any likeness, so it has
/// a step of its own on the evidence ladder; here it would only be counted twice, and no accuracy could be measured with it.
/// </summary>
internal static partial class MessageText
{
    private const int Longest = 20_000;

    public static (string Subject, string Body) Of(string message)
    {
        var text = message.Length > Longest ? message[..Longest] : message;
        text = Naming().Replace(text.ReplaceLineEndings("\n"), "");
        text = Id().Replace(text, "");
        text = Trailer().Replace(text, "");
        text = Quoted().Replace(text, found => found.ValueSpan.Count(' ') + found.ValueSpan.Count('\n') >= 2 ? "" : found.Value).Trim();
        var feed = text.IndexOf('\n', StringComparison.Ordinal);
        var (subject, body) = feed < 0 ? (text, "") : (text[..feed], text[(feed + 1)..]);
        return (Short().Replace(subject, "").Trim(), body);
    }

    // Fixes: and its kin, with the lines that go on further right.
    [GeneratedRegex(@"^[ \t]*(?:fixes|fix|introduced-by|introduced|caused-by|bisected|regression|link|closes|blamed?)[ \t]*:.*(?:\n[ \t]+\S.*)*$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Naming();

    [GeneratedRegex(@"(?:commit\s+)?\b[0-9a-f]{7,64}\b(?:\s*\(\s*""[^""]{0,300}""?\s*\)|\s*""[^""]{0,300}""|\s*\([^)]{0,300}\))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(@"^[ \t]*(?:signed-off-by|reviewed-by|acked-by|cc|tested-by|reported-by|reported-at|co-developed-by|suggested-by|submitted-at|co-authored-by)[ \t]*:.*$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"""[^""]{15,200}""|\('[^']{15,200}'\)")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"""[^""]*""")]
    private static partial Regex Short();
}
