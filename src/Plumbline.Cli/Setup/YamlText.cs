using System.Globalization;
using System.Text;
using Plumbline.Cli.Rendering;

namespace Plumbline.Cli.Setup;

/// <summary>
/// Texts as values of YAML. SAFETY: names, paths and addresses of a repository are anybody's; none may end its value, begin a key of its own, or
/// leave the comment that it stands in.
/// </summary>
internal static class YamlText
{
    private static readonly HashSet<string> s_words = new(StringComparer.OrdinalIgnoreCase) { "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan" };

    /// <summary>Plain where it can mean nothing else, or between quotes.</summary>
    public static string Value(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }

        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when IsShown(rune) => rune.ToString(),
                _ => rune.Value <= 0xFFFF ? string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}") : string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}"),
            });
        }

        return quoted.Append('"').ToString();
    }

    public static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Value))}]";

    /// <summary>What can stand behind a #: one line, whatever the text has in it.</summary>
    public static string Comment(string text) => SafeText.OneLine(text);

    /// <summary>Letters, digits and what binds them; it begins with a letter or a slash before one, so it is no number and no date.</summary>
    private static bool IsPlain(string text) =>
        text.Length > 0
        && text.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '.' or '_' or '-' or '/' or '@' or '+')
        && char.IsAsciiLetter(text[0] == '/' && text.Length > 1 ? text[1] : text[0])
        && !s_words.Contains(text);

    private static bool IsShown(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate)
        && rune.Value != '\uFFFE';
}
