namespace Plumbline.Store.Rows;

/// <summary>How many failures of a group one source has counted. Sources count on their own, so the group's count is the sum.</summary>
internal sealed class TallyRow
{
    public required string SourceId { get; set; }
    public required string FailureId { get; set; }

    /// <summary>Of the group within its source: two groups of one source may differ in what the store does not look at.</summary>
    public int Number { get; set; }

    public long Count { get; set; }
}
