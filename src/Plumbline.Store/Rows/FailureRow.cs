namespace Plumbline.Store.Rows;

/// <summary>Failures of one type from one place in one service, over all the processes and watches that saw them.</summary>
internal sealed class FailureRow
{
    public required string Id { get; set; }
    public required string Service { get; set; }
    public required string Type { get; set; }
    public required string Message { get; set; }
    public required string Method { get; set; }
    public string? File { get; set; }
    public int? Line { get; set; }
    public long First { get; set; }
    public long Last { get; set; }

    /// <summary>Failures that were counted by sources which are gone from the store.</summary>
    public long Settled { get; set; }

    /// <summary>The newest message about it, packed; null when the store was too full to keep it.</summary>
    public byte[]? Body { get; set; }

    /// <summary>What <c>--value</c> looks into.</summary>
    public required string Text { get; set; }
}
