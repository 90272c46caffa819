namespace Plumbline.Store.Ledger;

/// <summary>What became of events that were given to the ledger.</summary>
/// <param name="Taken">Say something, and it is in the records now.</param>
/// <param name="Ignored">Are kept, and say nothing that matters here.</param>
/// <param name="Rejected">Are kept, and can't be read.</param>
/// <param name="Known">Were there before.</param>
internal readonly record struct IngestTotals(long Taken, long Ignored, long Rejected, long Known)
{
    public static IngestTotals operator +(IngestTotals one, IngestTotals other) =>
        new(one.Taken + other.Taken, one.Ignored + other.Ignored, one.Rejected + other.Rejected, one.Known + other.Known);
}
