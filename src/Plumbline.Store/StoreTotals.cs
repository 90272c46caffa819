namespace Plumbline.Store;

/// <summary>What became of the events that a writer was given.</summary>
/// <param name="Written">Are in the store now, or were there before.</param>
/// <param name="Dropped">Are nowhere: the store could not take them.</param>
/// <param name="Crowded">Older events that went because the store was full.</param>
/// <param name="Trouble">Why some were dropped, or null.</param>
internal sealed record StoreTotals(long Written, long Dropped, long Crowded, StoreException? Trouble);
