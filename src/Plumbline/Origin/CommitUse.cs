namespace Plumbline.Origin;

/// <summary>What a file owes to a commit that its lines, their notes or what they replaced name.</summary>
/// <param name="Commit">The commit, an index into <see cref="OriginMap.Commits"/>.</param>
/// <param name="Lines">How many of the file's lines come from it; 0 where it is only named.</param>
/// <param name="IsUnfolded">Whether lines came by it as the squash merge of their own commits.</param>
internal readonly record struct CommitUse(int Commit, int Lines, bool IsUnfolded)
{
    /// <summary>All of a file, by commit.</summary>
    public static CommitUse[] Of(IReadOnlyList<LineRun> runs, IReadOnlyList<LineRemark> remarks)
    {
        var uses = new Dictionary<int, CommitUse>();
        void Add(int commit, int lines, bool isUnfolded)
        {
            CommitUse use = uses.GetValueOrDefault(commit);
            uses[commit] = new CommitUse(commit, use.Lines + lines, use.IsUnfolded || isUnfolded);
        }

        foreach (LineRun run in runs)
        {
            Add(run.First.Commit, run.Count, false);
        }

        foreach (LineRemark remark in remarks)
        {
            foreach (LineNote note in remark.Notes)
            {
                Add(note.Commit, 0, note.Kind == LineNoteKind.ViaSquash);
            }

            foreach (Overwrite overwrite in remark.Overwrites)
            {
                Add(overwrite.Commit, 0, false);
                Add(overwrite.Old.Commit, 0, false);
            }
        }

        return [.. uses.Values.OrderBy(use => use.Commit)];
    }
}
