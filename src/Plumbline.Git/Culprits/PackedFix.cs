using Plumbline.Git.Keeping;
using Plumbline.Ledger.Culprits;

namespace Plumbline.Git.Culprits;

/// <summary>A <see cref="Fix"/> as it is kept.</summary>
internal static class PackedFix
{
    public static void Write(PackedWriter to, Fix fix, KeptCommits commits)
    {
        List(to, fix.Files, file =>
        {
            to.Text(file.Path);
            List(to, file.Names.Order(StringComparer.Ordinal), to.Text);
            List(to, file.History.Order(), commit => commits.Write(to, commit));
            List(to, file.Hunks, hunk => Write(to, hunk, commits));
        });
        List(to, fix.Paths, to.Text);
    }

    /// <exception cref="InvalidDataException">It is not what was written.</exception>
    public static Fix Read(PackedReader from, int commit, KeptCommits commits)
    {
        FixedFile[] files = List(from, () => new FixedFile(
            from.Text(),
            List(from, from.Text).ToHashSet(StringComparer.Ordinal),
            List(from, () => commits.Read(from)).ToHashSet(),
            List(from, () => ReadHunk(from, commits))));
        return new Fix(commit, files, List(from, from.Text));
    }

    private static void Write(PackedWriter to, FixedHunk hunk, KeptCommits commits)
    {
        to.Number(hunk.Line);
        List(to, hunk.New, to.Text);
        foreach (IReadOnlyList<SourceLine> lines in (IReadOnlyList<SourceLine>[])[hunk.Old, hunk.Above, hunk.Below])
        {
            List(to, lines, line =>
            {
                to.Text(line.Text);
                List(to, line.Past, past =>
                {
                    commits.Write(to, past.Commit);
                    to.Text(past.Text);
                });
            });
        }

        to.Text(hunk.Function ?? "");
    }

    private static FixedHunk ReadHunk(PackedReader from, KeptCommits commits)
    {
        SourceLine[] Lines() => List(from, () => new SourceLine(from.Text(), List(from, () => new PastLine(commits.Read(from), from.Text()))));
        (int line, string[] put, var old, var above, var below, string function) = (from.Whole(), List(from, from.Text), Lines(), Lines(), Lines(), from.Text());
        return new FixedHunk(line, old, put, above, below, function.Length == 0 ? null : function);
    }

    private static void List<T>(PackedWriter to, IEnumerable<T> all, Action<T> write)
    {
        T[] list = [.. all];
        to.Number(list.Length);
        Array.ForEach(list, write);
    }

    private static T[] List<T>(PackedReader from, Func<T> read)
    {
        var list = new T[from.Count()];
        for (int i = 0; i < list.Length; i++)
        {
            list[i] = read();
        }

        return list;
    }
}
