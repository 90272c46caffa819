using Plumbline.Wire;

namespace Plumbline.Cli.Recordings;

internal enum MomentKind
{
    Entry,
    Line,
    Throw,
    End,
}

/// <summary>One statement of a recorded invocation, or its entry or end, with all that came of it.</summary>
/// <param name="Number">Of the place in <see cref="Recorded.Places"/>; -1 where there is none.</param>
/// <param name="At">Microseconds since the invocation began.</param>
internal sealed record Moment(MomentKind Kind, int Number, RecordedPlace? Place, string? File, long At)
{
    /// <summary>Variables that changed while it ran; of an entry the arguments, of a throw or end the exception or result.</summary>
    public List<RecordedValue> Values { get; } = [];

    public List<MomentResult> Results { get; } = [];

    /// <summary>Where several parts of a line are one moment: the number of the first of them.</summary>
    public int First { get; init; } = Number;

    public int Offset => Place?.Offset ?? -1;
}

/// <param name="Kind">call, await or yield.</param>
/// <param name="Callee">What was called; null for an item of an iterator.</param>
internal sealed record MomentResult(string Kind, string? Callee, CapturedNode[] Nodes);
