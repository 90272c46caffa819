namespace Plumbline.Wire;

/// <summary>One value. Which members are set depends on <see cref="Kind"/>.</summary>
internal sealed record CapturedNode
{
    /// <summary>null, boolean, number, string, char, enum, object, list, dictionary, pointer, type, delegate, time, redacted, unavailable.</summary>
    public required string Kind { get; init; }

    /// <summary>Run-time type in C# form.</summary>
    public string? Type { get; init; }

    /// <summary>Text of a scalar, culture-invariant; first characters of a cut string; reason of redacted and unavailable.</summary>
    public string? Value { get; init; }

    /// <summary>Length of a string, or count of a collection, where known.</summary>
    public long? Total { get; init; }

    /// <summary>Fields of an object.</summary>
    public CapturedField[]? Fields { get; init; }

    /// <summary>Nodes of a list's elements; keys and values in turn for a dictionary.</summary>
    public int[]? Items { get; init; }

    /// <summary>Why what is below is not all there: depth, elements, fields, characters, bytes, time, changed.</summary>
    public string? Cut { get; init; }
}
