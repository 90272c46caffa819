namespace Plumbline.Wire;

/// <summary>What a probe does at a hit.</summary>
internal enum ProbeKind
{
    Snapshot,
    Log,
    Count,
    Time,
    Stack,
}
