namespace Plumbline.Runtime;

/// <summary>What can be searched of one <see cref="RawEvent"/>. Null where the event does not say it.</summary>
internal sealed record Entry
{
    public required string Id { get; init; }

    /// <summary>One of <see cref="EntryKind"/>, or the message's name on the wire.</summary>
    public required string Kind { get; init; }

    /// <summary>When it happened in the process, Unix microseconds.</summary>
    public required long At { get; init; }

    public int? Probe { get; init; }
    public string? Method { get; init; }
    public string? File { get; init; }
    public int? Line { get; init; }
    public string? Event { get; init; }
    public string? Outcome { get; init; }

    /// <summary>Type of the exception that was captured.</summary>
    public string? Type { get; init; }

    public double? Microseconds { get; init; }
    public string? TraceId { get; init; }

    /// <summary>Number of the exception within the source, by which a group of failures names its captures.</summary>
    public long? Exception { get; init; }

    /// <summary>One sentence for people, where the event has one: the line of a log, the text of a first.</summary>
    public string? Summary { get; init; }

    /// <summary>Every captured scalar as <c>name=value</c>, one a line, in lower case.</summary>
    public required string Text { get; init; }
}
