namespace Plumbline.Bench;

/// <summary>The table as Markdown.</summary>
internal static class Table
{
    public static string Line(Row row)
    {
        var one = row.Case;
        if (one.Probe is null)
        {
            return $"| {one.Name} (the whole call) | {Nanoseconds(row.Call)} | {row.Bytes.Median:F0} | | | | | | |";
        }

        if (one.ByHand is null)
        {
            return $"| {one.Name} | {Nanoseconds(row.Probe)} | {row.Bytes.Median:F0} | | | | | {one.Budget:F0} | {Verdict(row)} |";
        }

        var (probe, hand) = (row.Probe.Median, row.Hand.Median);

        // Where the hand-written code costs less than a nanosecond, a ratio says nothing.
        var ratio = hand < 1 ? "" : $"{probe / hand:F2}";
        return $"| {one.Name} | {Nanoseconds(row.Probe)} | {row.Bytes.Median:F0} | {Nanoseconds(row.Hand)} | {row.HandBytes.Median:F0} "
            + $"| {ratio} | {row.Call.Median / row.HandCall.Median:F2} | {one.Budget:F0} | {Verdict(row)} |";
    }

    private static string Verdict(Row row) => row.Probe.Median <= row.Case.Budget ? "ok" : "over";

    private static string Nanoseconds(Sample sample) =>
        sample.Median < 100 ? $"{sample.Median:F2} ± {sample.Noise:F2}" : $"{sample.Median:F0} ± {sample.Noise:F0}";
}
