using Plumbline.Wire;

namespace Plumbline.Agent.Probes.Recordings;

/// <summary>What is known of a recorded method before it runs: its statements, its variables, its calls.</summary>
internal sealed class RecordMap
{
    /// <summary>Variables of one method that are followed: as many as a mask has bits.</summary>
    public const int MostVariables = 64;

    public required RecordedFile[] Files { get; init; }

    public required RecordedPlace[] Places { get; init; }

    /// <summary>
    /// Where hooks stand: first one for each of <see cref="Places"/>, then one for each group of ends. A bit of the mask says that the
    /// variable may have been assigned when control comes there.
    /// </summary>
    public required IReadOnlyList<(int Place, ulong Shown)> Points { get; init; }

    public required IReadOnlyList<string> Variables { get; init; }

    public required IReadOnlyList<RecordedCall> Calls { get; init; }
}

/// <param name="Callee">As it is shown.</param>
/// <param name="SimpleName">By which redaction tells whether the result is secret.</param>
/// <param name="Place">The statement that makes the call, or -1.</param>
internal sealed record RecordedCall(string Callee, string SimpleName, RecordedStepKind Kind, int Place);
