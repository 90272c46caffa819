using System.Globalization;
using System.Text;

namespace Plumbline.Cli.Rendering;

/// <summary>
/// Makes text out of a target fit for a terminal. SAFETY: captured strings, names and paths are untrusted; an escape sequence in one
/// could retitle the window, move the cursor over other output, or make a terminal answer as if the user had typed.
/// </summary>
internal static class SafeText
{
    /// <summary>The text with every control, format, private and unpaired character written as an escape; no line break survives.</summary>
    public static string OneLine(string text)
    {
        var at = FirstUnsafe(text);
        if (at < 0)
        {
            return text;
        }

        var safe = new StringBuilder(text, 0, at, text.Length + 16);
        foreach (var rune in text.AsSpan(at).EnumerateRunes())
        {
            Append(safe, rune);
        }

        return safe.ToString();
    }

    private static int FirstUnsafe(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < ' ' or > '~')
            {
                return i;
            }
        }

        return -1;
    }

    private static void Append(StringBuilder safe, Rune rune)
    {
        switch (rune.Value)
        {
            case '\n':
                safe.Append("\\n");
                break;
            case '\r':
                safe.Append("\\r");
                break;
            case '\t':
                safe.Append("\\t");
                break;
            default:
                if (IsPrintable(rune))
                {
                    safe.Append(rune.ToString());
                }
                else
                {
                    safe.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
                }

                break;
        }
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator);
}
