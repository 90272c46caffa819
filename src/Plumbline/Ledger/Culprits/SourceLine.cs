namespace Plumbline.Ledger.Culprits;

/// <summary>A line of a file before a fix, with what stood there before it.</summary>
/// <param name="Text">Without its line feed.</param>
/// <param name="Past">Who wrote it, then whose line that replaced, and so on; the first one is this text's commit, as a number of the <see cref="CommitBook"/>.</param>
internal sealed record SourceLine(string Text, IReadOnlyList<PastLine> Past)
{
    /// <summary>The commit that wrote the line.</summary>
    public int Commit => Past[0].Commit;
}

/// <summary>A line as one commit left it.</summary>
internal readonly record struct PastLine(int Commit, string Text);
