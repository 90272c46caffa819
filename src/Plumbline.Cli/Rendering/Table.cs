namespace Plumbline.Cli.Rendering;

/// <summary>Columns as wide as their widest cell; the last one as long as it is.</summary>
internal static class Table
{
    public static IEnumerable<string> Lines(IReadOnlyList<string> heads, IReadOnlyList<string[]> rows)
    {
        var widths = new int[heads.Count];
        for (var i = 0; i < heads.Count; i++)
        {
            widths[i] = Math.Max(Columns.Of(heads[i]), rows.Count == 0 ? 0 : rows.Max(r => Columns.Of(r[i])));
        }

        yield return Line(heads, widths);
        foreach (var row in rows)
        {
            yield return Line(row, widths);
        }
    }

    private static string Line(IReadOnlyList<string> cells, int[] widths)
    {
        var padded = cells.Select((c, i) => i == cells.Count - 1 ? c : Columns.Pad(c, widths[i]));
        return string.Join("  ", padded).TrimEnd();
    }
}
