using System.Globalization;

namespace Plumbline.Origin.Claims;

/// <summary>Ranges of lines as notes write them: <c>1-10,15,20-22</c>.</summary>
internal static class LineRanges
{
    /// <summary>No file has more lines; a range beyond it is a mistake, and must not cost memory.</summary>
    public const int Most = 20_000_000;

    private const int MostRanges = 200_000;

    /// <returns>False where any part of it is no range.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, List<(int From, int To)> ranges)
    {
        foreach (var part in text.Split(','))
        {
            var range = text[part].Trim();
            var dash = range.IndexOf('-');
            if (!Number(dash < 0 ? range : range[..dash], out var from) || !Number(dash < 0 ? range : range[(dash + 1)..], out var to)
                || !IsRange(from, to) || ranges.Count >= MostRanges)
            {
                return false;
            }

            ranges.Add((from, to));
        }

        return ranges.Count > 0;
    }

    public static bool IsRange(long from, long to) => from >= 1 && to >= from && to <= Most;

    private static bool Number(ReadOnlySpan<char> text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
