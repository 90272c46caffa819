namespace Plumbline.Store.Rows;

/// <summary>One connection to one process; see <see cref="Runtime.EventSource"/>.</summary>
internal sealed class SourceRow
{
    public required string Id { get; set; }
    public required string Service { get; set; }
    public int Pid { get; set; }
    public required string Host { get; set; }
    public string? Runtime { get; set; }
    public string? Version { get; set; }
    public string? Commit { get; set; }

    /// <summary>Unix microseconds.</summary>
    public long Started { get; set; }

    /// <summary>When something of it was last written, Unix microseconds.</summary>
    public long Heard { get; set; }
}
