using System.Text;

namespace Plumbline.Origin.Signatures;

/// <summary>
/// The lines of a commit message that may be marks. Git itself reads trailers from the last paragraph alone, and so misses those that a
/// squash merge gathered further up.
/// </summary>
internal static class MessageLines
{
    private const int LongestLine = 2_000;
    private const int MostLines = 20_000;
    private static readonly string[] s_coAuthorKeys = ["Co-authored-by:", "Co-developed-by:"];

    /// <summary>Lines below the subject, without what stands before their text. Subjects are prose, and so are quoted and indented lines.</summary>
    public static IEnumerable<string> Of(string message)
    {
        var fenced = false;
        var at = message.IndexOf('\n', StringComparison.Ordinal) + 1;
        for (var count = 0; at > 0 && at < message.Length && count < MostLines; count++)
        {
            var end = message.IndexOf('\n', at);
            var line = message.AsSpan(at, (end < 0 ? message.Length : end) - at).TrimEnd();
            at = end + 1;
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                fenced = !fenced;
            }

            if (!fenced && line.Length is > 0 and < LongestLine && !IsIndented(line) && Bare(line) is { IsEmpty: false } bare)
            {
                yield return bare.ToString();
            }
        }
    }

    /// <summary>The identity of a co-author line; null for any other.</summary>
    public static Identity? CoAuthor(string line)
    {
        foreach (var key in s_coAuthorKeys)
        {
            if (line.StartsWith(key, StringComparison.OrdinalIgnoreCase))
            {
                return Identity.Parse(line.AsSpan(key.Length));
            }
        }

        return null;
    }

    private static bool IsIndented(ReadOnlySpan<char> line) => line[0] == '\t' || line.StartsWith("    ", StringComparison.Ordinal);

    /// <summary>Without one bullet and one emoji before the text: agents write both.</summary>
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> line)
    {
        line = line.TrimStart();
        if (line.Length > 2 && line[0] is '*' or '-' or '+' && line[1] == ' ')
        {
            line = line[2..].TrimStart();
        }

        while (!line.IsEmpty && Rune.DecodeFromUtf16(line, out var rune, out var length) == System.Buffers.OperationStatus.Done && IsEmoji(rune))
        {
            line = line[length..].TrimStart();
        }

        return line;
    }

    private static bool IsEmoji(Rune rune) =>
        rune.Value is 0xFE0F or 0x200D || (!rune.IsAscii && Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.OtherSymbol or System.Globalization.UnicodeCategory.ModifierSymbol);
}
