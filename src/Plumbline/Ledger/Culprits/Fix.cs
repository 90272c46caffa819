namespace Plumbline.Ledger.Culprits;

/// <summary>A commit that repaired something.</summary>
/// <param name="Commit">Its number in the <see cref="CommitBook"/>.</param>
/// <param name="Files">What it changed of files that were there before.</param>
/// <param name="Paths">All paths that it changed, new ones included.</param>
internal sealed record Fix(int Commit, IReadOnlyList<FixedFile> Files, IReadOnlyList<string> Paths);
