using Plumbline.Wire;

namespace Plumbline.Agent.Probes.Recordings;

/// <summary>What is known of a recorded method before it runs: its statements, its variables, its calls. A variable is a bit in masks.</summary>
internal sealed class RecordMap
{
    /// <summary>Variables of one method that are followed: as many as a mask has bits.</summary>
    public const int MostVariables = 64;

    public required RecordedFile[] Files { get; init; }

    public required RecordedPlace[] Places { get; init; }

    /// <summary>One for each of <see cref="Places"/>.</summary>
    public required IReadOnlyList<RecordPoint> Points { get; init; }

    /// <summary>Variables that have a value from the start.</summary>
    public required ulong Always { get; init; }

    public required IReadOnlyList<string> Variables { get; init; }

    public required IReadOnlyList<RecordedCall> Calls { get; init; }
}

/// <param name="InScope">Variables in scope where the statement begins.</param>
/// <param name="Assigned">Variables that its own code assigns.</param>
/// <param name="Before">Variables that may have been assigned before, by code that belongs to no statement.</param>
internal readonly record struct RecordPoint(ulong InScope, ulong Assigned, ulong Before);

/// <param name="Callee">As it is shown.</param>
/// <param name="SimpleName">By which redaction tells whether the result is secret.</param>
/// <param name="Place">The statement that makes the call, or -1.</param>
internal sealed record RecordedCall(string Callee, string SimpleName, RecordedStepKind Kind, int Place);
