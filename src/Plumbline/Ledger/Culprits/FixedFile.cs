namespace Plumbline.Ledger.Culprits;

/// <summary>A file that a fix changed.</summary>
/// <param name="Path">As it is called after the fix.</param>
/// <param name="Names">All that it was ever called.</param>
/// <param name="History">The commits that changed it before, through renames.</param>
/// <param name="Hunks">What changed; empty for a binary file.</param>
internal sealed record FixedFile(string Path, IReadOnlySet<string> Names, IReadOnlySet<int> History, IReadOnlyList<FixedHunk> Hunks);
