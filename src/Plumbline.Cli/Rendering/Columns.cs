using System.Globalization;
using System.Text;

namespace Plumbline.Cli.Rendering;

/// <summary>How many columns of a terminal a text takes: two for a wide character, none for a mark that goes onto the one before.</summary>
internal static class Columns
{
    // The wide and full-width blocks of Unicode's table of East Asian widths, with the pictures that terminals draw wide.
    private static readonly (int From, int To)[] s_wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    public static int Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.Length;
        }

        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }

        return width;
    }

    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Of(text)));

    /// <summary>Cut to a width, with a sign where it was cut.</summary>
    public static string Cut(string text, int width)
    {
        if (Of(text) <= width)
        {
            return text;
        }

        var cut = new StringBuilder();
        var left = Math.Max(1, width) - 1;
        foreach (var rune in text.EnumerateRunes())
        {
            left -= Of(rune);
            if (left < 0)
            {
                break;
            }

            cut.Append(rune.ToString());
        }

        return cut.Append('…').ToString();
    }

    private static int Of(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0
        : rune.Value >= s_wide[0].From && Array.Exists(s_wide, block => rune.Value >= block.From && rune.Value <= block.To) ? 2
        : 1;
}
