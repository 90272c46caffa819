namespace Plumbline.Store.Rows;

/// <summary>What can be searched of a raw event, derived from it; see <see cref="Runtime.Entry"/>.</summary>
internal sealed class EntryRow
{
    /// <summary>That of the raw event.</summary>
    public required string Id { get; set; }

    public required string SourceId { get; set; }
    public required string Kind { get; set; }
    public long At { get; set; }
    public int? Probe { get; set; }
    public string? Method { get; set; }
    public string? File { get; set; }
    public int? Line { get; set; }
    public string? Event { get; set; }
    public string? Outcome { get; set; }
    public string? Type { get; set; }
    public double? Microseconds { get; set; }
    public string? TraceId { get; set; }
    public long? Exception { get; set; }

    /// <summary>The group of failures that it was captured for. No foreign key: either may go first.</summary>
    public string? FailureId { get; set; }

    public string? Summary { get; set; }
    public required string Text { get; set; }
}
