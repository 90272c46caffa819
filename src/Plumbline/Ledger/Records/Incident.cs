namespace Plumbline.Ledger.Records;

/// <summary>Something wrong in production, as all events about it together tell it. Texts are untrusted.</summary>
internal sealed record Incident
{
    /// <summary>Source and its own id: <c>pagerduty:PT4KHLK</c>.</summary>
    public required string Key { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Service as plumbline.yml or the source names it; empty where none is told.</summary>
    public string Service { get; init; } = "";

    public string Environment { get; init; } = "";

    /// <summary>In the source's own word.</summary>
    public string? Severity { get; init; }

    public CauseClass Cause { get; init; }

    /// <summary>When somebody or something first noticed; what it began with is mostly not known.</summary>
    public required DateTimeOffset Detected { get; init; }

    public DateTimeOffset? Acknowledged { get; init; }

    public DateTimeOffset? Mitigated { get; init; }

    /// <summary>Null while it is open; the last one where it was opened again in between.</summary>
    public DateTimeOffset? Resolved { get; init; }

    /// <summary>How often it was opened again.</summary>
    public int Reopened { get; init; }

    /// <summary>Key of the incident that it repeats.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>What it names: commits, deployments, changes, with who named them.</summary>
    public IReadOnlyList<IncidentLink> Links { get; init; } = [];

    /// <summary>Stack traces as they came.</summary>
    public IReadOnlyList<string> Traces { get; init; } = [];

    /// <summary>Version, tag or commit that it was first seen in, in the source's word.</summary>
    public string? FirstSeenIn { get; init; }

    public string? Url { get; init; }

    public bool IsOpen => Resolved is null;
}
