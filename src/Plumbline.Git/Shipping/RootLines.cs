using Plumbline.Git.Keeping;

namespace Plumbline.Git.Shipping;

/// <summary>Lines of one file that one commit wrote.</summary>
/// <param name="Commit">The commit that wrote them.</param>
/// <param name="Path">What the file was called there.</param>
/// <param name="Lines">Their numbers there, from 1, in order.</param>
internal sealed record WrittenLines(int Commit, string Path, IReadOnlyList<int> Lines);

/// <summary>What the root of a change did to lines that matter. It says nothing of which commit belongs to which change, as events may alter that.</summary>
/// <param name="Brought">Lines that are there after it and were not before; by whoever wrote them, as a revert brings back those of others.</param>
/// <param name="Lost">By commit, how many of its lines were there before and are gone.</param>
internal sealed record RootLines(IReadOnlyList<WrittenLines> Brought, IReadOnlyList<(int Commit, int Count)> Lost)
{
    public void Write(PackedWriter to, KeptCommits commits)
    {
        to.Number(Brought.Count);
        foreach (WrittenLines written in Brought)
        {
            commits.Write(to, written.Commit);
            to.Text(written.Path);
            to.Number(written.Lines.Count);
            int last = 0;
            foreach (int line in written.Lines)
            {
                to.Number(line - last);
                last = line;
            }
        }

        to.Number(Lost.Count);
        foreach ((int commit, int count) in Lost)
        {
            commits.Write(to, commit);
            to.Number(count);
        }
    }

    /// <exception cref="InvalidDataException">It is not what was written.</exception>
    public static RootLines Read(PackedReader from, KeptCommits commits)
    {
        var brought = new WrittenLines[from.Count()];
        for (int i = 0; i < brought.Length; i++)
        {
            (int commit, string path, var lines, int last) = (commits.Read(from), from.Text(), new int[from.Count()], 0);
            for (int line = 0; line < lines.Length; line++)
            {
                lines[line] = last += from.Whole();
            }

            brought[i] = new WrittenLines(commit, path, lines);
        }

        var lost = new (int, int)[from.Count()];
        for (int i = 0; i < lost.Length; i++)
        {
            lost[i] = (commits.Read(from), from.Whole());
        }

        return new RootLines(brought, lost);
    }
}
