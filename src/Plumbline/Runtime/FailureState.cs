namespace Plumbline.Runtime;

/// <summary>What one source knows of a group of failures: the whole state, so a later one takes the place of an earlier one.</summary>
internal sealed record FailureState
{
    /// <summary>Number of the group within its source.</summary>
    public required int Group { get; init; }

    public required string Type { get; init; }
    public required string Message { get; init; }
    public required string Method { get; init; }
    public string? File { get; init; }
    public int? Line { get; init; }

    /// <summary>Unix microseconds.</summary>
    public required long First { get; init; }

    /// <summary>Unix microseconds.</summary>
    public required long Last { get; init; }

    public required long Count { get; init; }

    /// <summary>Numbers of exceptions of this group since it was told last.</summary>
    public required IReadOnlyList<long> Exceptions { get; init; }

    /// <summary>Failures of one type from one place in one service are one group, whatever process and watch saw them.</summary>
    public string IdIn(string service) => EntryId.Of(EntryKind.Failure, service, Type, Method, File, Line?.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
