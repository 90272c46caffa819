using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>The buckets of a sketch as bars: rows of equal ratio, so that microseconds and seconds have room in one picture.</summary>
internal static class Histogram
{
    private const int MostRows = 14;
    private const int BoundWidth = 9;
    private const int CountWidth = 12;
    private const string Eighths = " ▏▎▍▌▋▊▉";

    public static IEnumerable<string> Lines(DdSketch sketch, int width)
    {
        var buckets = sketch.Buckets();
        if (buckets.Length == 0)
        {
            yield break;
        }

        var rows = Rows(buckets, out var first, out var step);
        var most = rows.Max();
        var room = Math.Max(10, width - (2 * BoundWidth) - CountWidth - 8);
        for (var i = 0; i < rows.Length; i++)
        {
            var low = DdSketch.UpperBound(first - 1 + (i * step));
            var high = DdSketch.UpperBound(first - 1 + ((i + 1) * step));
            yield return $"  {Bound(low)} – {Bound(high)} {StateText.Number(rows[i]),CountWidth} {Bar(rows[i], most, room)}".TrimEnd();
        }
    }

    private static long[] Rows(TimeBucket[] buckets, out int first, out int step)
    {
        first = buckets[0].Index;
        var span = buckets[^1].Index - first + 1;
        step = (span + MostRows - 1) / MostRows;
        var rows = new long[(span + step - 1) / step];
        foreach (var bucket in buckets)
        {
            rows[(bucket.Index - first) / step] += bucket.Count;
        }

        return rows;
    }

    private static string Bound(double microseconds) => Durations.OfMicroseconds(microseconds).PadLeft(BoundWidth);

    /// <summary>What is not zero is never shown as nothing.</summary>
    private static string Bar(long count, long most, int room)
    {
        if (count == 0)
        {
            return "";
        }

        var eighths = Math.Max(1, (int)Math.Round(8.0 * room * count / most));
        var rest = eighths % 8;
        return new string('█', eighths / 8) + (rest == 0 ? "" : Eighths[rest]);
    }
}
