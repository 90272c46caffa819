namespace Plumbline.Runtime;

/// <summary>Which entries are wanted; null for no bound. Texts match a part, without regard to case.</summary>
internal sealed record EntryQuery
{
    /// <summary>One of <see cref="EntryKind"/>.</summary>
    public string? Kind { get; init; }

    public string? Method { get; init; }

    /// <summary>A part of the exception's type.</summary>
    public string? Type { get; init; }

    /// <summary>A part of any captured value, or of <c>name=value</c>.</summary>
    public string? Value { get; init; }

    public string? Service { get; init; }

    /// <summary>Unix microseconds.</summary>
    public long? Since { get; init; }

    /// <summary>Most that are given.</summary>
    public int Limit { get; init; } = int.MaxValue;
}
