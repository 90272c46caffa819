namespace Plumbline.Wire;

/// <summary>One probe as it stands.</summary>
internal sealed record ProbeStatus
{
    public required int Probe { get; init; }
    public required ProbeKind Kind { get; init; }
    public required string Place { get; init; }
    public required string Owner { get; init; }
    public required ProbeState State { get; init; }

    /// <summary>Why it is in this state, where that needs saying.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was placed, and when it will be removed by its time to live (Unix milliseconds).</summary>
    public long PlacedAt { get; init; }
    public long ExpiresAt { get; init; }

    public long Hits { get; init; }

    /// <summary>Hits that were not acted on, by reason: condition, rate, budget, error, ending (it returned, and the expressions ask for the exception, or the other way round), reentrant, queue, crowded (as many calls as may be recorded at once were).</summary>
    public Dictionary<string, long> Drops { get; init; } = [];

    /// <summary>First evaluation error of an expression, with its text.</summary>
    public string? Error { get; init; }

    /// <summary>Evaluations of its expressions that came to no value.</summary>
    public long Errors { get; init; }

    public SiteStatus[] Sites { get; init; } = [];
}
