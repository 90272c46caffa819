namespace Plumbline.Agent.Il;

/// <summary>A rule that a body breaks. The name says the rule; the message says how.</summary>
internal enum ViolationKind
{
    NotABody,
    ForeignInstruction,
    Underflow,
    StackTooDeep,
    JoinDepth,
    JoinType,
    WrongType,
    BadToken,
    BadVariable,
    BadPrefix,
    BranchIntoRegion,
    BranchOutOfRegion,
    BranchIntoPrefix,
    FallThrough,
    ReturnInRegion,
    ReturnStack,
    TryStack,
    Endfinally,
    Endfilter,
    Rethrow,
    Localloc,
    Jump,
    ClauseRange,
    ClauseNesting,
    ClauseOrder,
    MaxStack,
}

/// <param name="Index">Place of the instruction in the list; -1 when the rule is about the whole body.</param>
/// <param name="Offset">Its original offset; -1 for an inserted instruction.</param>
internal sealed record Violation(ViolationKind Kind, int Index, int Offset, string Message)
{
    public static Violation At(Instruction instruction, ViolationKind kind, string message) =>
        new(kind, instruction.Index, instruction.Offset, $"{kind} at {instruction} (#{instruction.Index}): {message}");

    public override string ToString() => Message;
}
