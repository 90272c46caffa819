namespace Plumbline.Ledger.Culprits;

/// <summary>One place that a fix changed.</summary>
/// <param name="Line">The first line before the fix, from 1: to say where.</param>
/// <param name="Old">The lines that it took away.</param>
/// <param name="New">The lines that it put there.</param>
/// <param name="Above">The lines before the place, the nearest first.</param>
/// <param name="Below">The lines behind it, the nearest first.</param>
/// <param name="Function">What the enclosing function is called; null where none was found.</param>
internal sealed record FixedHunk(
    int Line,
    IReadOnlyList<SourceLine> Old,
    IReadOnlyList<string> New,
    IReadOnlyList<SourceLine> Above,
    IReadOnlyList<SourceLine> Below,
    string? Function)
{
    /// <summary>Whether it only changed white space or line breaks.</summary>
    public bool IsCosmetic => string.Concat(Old.Select(line => CodeLine.Bare(line.Text))) == string.Concat(New.Select(CodeLine.Bare));
}
