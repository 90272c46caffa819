namespace Plumbline.Wire;

/// <summary>What a probe does at a hit.</summary>
internal enum ProbeKind
{
    Snapshot,
    Log,
    Count,
    Time,
    Stack,

    /// <summary>One invocation in full: each line, each changed variable, each call.</summary>
    Record,
}
