using Plumbline.Wire;

namespace Plumbline.Cli.Recordings;

/// <summary>A row that is shown: a moment, or passes of a loop that are left out.</summary>
internal abstract record RunRow;

internal sealed record MomentRow(Moment Moment) : RunRow;

/// <param name="Times">Passes that are left out.</param>
/// <param name="From">First line of the loop.</param>
/// <param name="To">Last line of the loop.</param>
/// <param name="Last">Values of the variables that changed in them, after the last.</param>
internal sealed record FoldRow(int Times, int From, int To, RecordedValue[] Last) : RunRow;
