namespace Plumbline.Store;

/// <summary>How much is kept; what is oldest goes first.</summary>
/// <param name="Bytes">Of the database file.</param>
/// <param name="Days">Age of an event.</param>
internal sealed record StoreLimits(long Bytes = 256L * 1024 * 1024, double Days = 14)
{
    /// <summary>An empty store takes a tenth of this.</summary>
    public const long FewestBytes = 1024 * 1024;

    public long MicrosecondsKept => (long)Math.Min(Days * 24 * 3600 * 1_000_000, long.MaxValue / 2);
}
