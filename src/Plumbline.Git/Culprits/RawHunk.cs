using Plumbline.Ledger.Culprits;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Culprits;

/// <summary>A hunk of a fix while the replay runs: the texts of older lines are read afterwards, all of a version at once.</summary>
internal sealed record RawHunk(int Line, List<RawLine> Old, string[] New, List<RawLine> Above, List<RawLine> Below, string? Function)
{
    public FixedHunk Build(PastTexts past) => new(Line, [.. Old.Select(past.Build)], New, [.. Above.Select(past.Build)], [.. Below.Select(past.Build)], Function);
}

/// <param name="Text">The line.</param>
/// <param name="Past">Where it came from, then what that replaced.</param>
internal sealed record RawLine(string Text, OriginLine[] Past);
