namespace Plumbline.Store.Ledger.Rows;

/// <summary>One event as it arrived. Written once; its state alone is derived, and may change when it is read again.</summary>
internal sealed class LedgerEventRow
{
    public long Id { get; set; }
    public required string Source { get; set; }

    /// <summary>The sender's id of the delivery, or the SHA-256 of the body; unique within the source.</summary>
    public required string Delivery { get; set; }

    /// <summary>Unix microseconds by the clock of this machine.</summary>
    public long Received { get; set; }

    /// <summary>The event, packed; see <see cref="PackedBody"/>.</summary>
    public required byte[] Body { get; set; }

    public EventState State { get; set; }

    /// <summary>Why it was rejected or ignored.</summary>
    public string? Reason { get; set; }
}

/// <summary>What became of an event.</summary>
internal enum EventState
{
    Taken,
    Ignored,
    Rejected,
}

/// <summary>Which event speaks of which record.</summary>
internal sealed class MentionRow
{
    public int Kind { get; set; }
    public required string Key { get; set; }
    public long EventId { get; set; }
}

/// <summary>See <see cref="Plumbline.Ledger.Records.Deployment"/>. Times are Unix microseconds.</summary>
internal sealed class DeploymentRow
{
    public required string Key { get; set; }
    public required string Service { get; set; }
    public required string Environment { get; set; }
    public required string Region { get; set; }
    public required string Repository { get; set; }
    public string? Commit { get; set; }
    public string? Version { get; set; }
    public int Result { get; set; }
    public string? OriginalResult { get; set; }
    public int? Said { get; set; }
    public long? Started { get; set; }
    public long? Finished { get; set; }
    public bool IsProxy { get; set; }
    public string? Url { get; set; }
}

/// <summary>See <see cref="Plumbline.Ledger.Records.Incident"/>. Times are Unix microseconds.</summary>
internal sealed class IncidentRow
{
    public required string Key { get; set; }
    public required string Title { get; set; }
    public required string Service { get; set; }
    public required string Environment { get; set; }
    public string? Severity { get; set; }
    public int Cause { get; set; }
    public long Detected { get; set; }
    public long? Acknowledged { get; set; }
    public long? Mitigated { get; set; }
    public long? Resolved { get; set; }
    public int Reopened { get; set; }
    public string? DuplicateOf { get; set; }

    /// <summary>JSON lists; null where they are empty.</summary>
    public string? Links { get; set; }
    public string? Traces { get; set; }
    public string? FirstSeenIn { get; set; }
    public string? Url { get; set; }
}

/// <summary>See <see cref="Plumbline.Ledger.Records.Change"/>. Times are Unix microseconds.</summary>
internal sealed class ChangeRow
{
    public required string Key { get; set; }
    public required string Repository { get; set; }
    public long Number { get; set; }
    public string? MergeCommit { get; set; }
    public string? HeadCommit { get; set; }
    public required string Title { get; set; }
    public required string Body { get; set; }
    public required string Author { get; set; }

    /// <summary>JSON list; null where it is empty.</summary>
    public string? Labels { get; set; }
    public long? Opened { get; set; }
    public long? Merged { get; set; }
}

/// <summary>See <see cref="Plumbline.Ledger.Records.Effort"/>. Times are Unix microseconds.</summary>
internal sealed class EffortRow
{
    public required string Key { get; set; }
    public required string Person { get; set; }
    public long Started { get; set; }
    public double Hours { get; set; }
    public required string Category { get; set; }
    public required string Subject { get; set; }
}
