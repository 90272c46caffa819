namespace Plumbline.Agent.Il;

internal enum ExceptionClauseKind
{
    Catch = 0,
    Filter = 1,
    Finally = 2,
    Fault = 4,
}

/// <summary>A protected region and its handler. Ends are exclusive; null is the end of the body.</summary>
internal sealed class ExceptionClause
{
    public required ExceptionClauseKind Kind { get; init; }

    public required Instruction TryStart { get; set; }

    public Instruction? TryEnd { get; set; }

    public required Instruction HandlerStart { get; set; }

    public Instruction? HandlerEnd { get; set; }

    /// <summary>First instruction of the filter, which ends where the handler starts; null unless the kind is Filter.</summary>
    public Instruction? FilterStart { get; set; }

    /// <summary>The caught type's token; 0 unless the kind is Catch.</summary>
    public int CatchTypeToken { get; init; }

    internal void MoveStarts(Func<Instruction, Instruction> map)
    {
        TryStart = map(TryStart);
        HandlerStart = map(HandlerStart);
        FilterStart = FilterStart is null ? null : map(FilterStart);
    }
}
