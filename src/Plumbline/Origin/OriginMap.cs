namespace Plumbline.Origin;

/// <summary>Where every line of every file at one revision came from.</summary>
internal sealed class OriginMap
{
    /// <summary>The commit asked, an index into <see cref="Commits"/>.</summary>
    public required int Revision { get; init; }

    /// <summary>
    /// The commits that any line, note or overwrite names, and maybe others. Reading an element may decode it: keep it where it is used often.
    /// </summary>
    public required IReadOnlyList<CommitFacts> Commits { get; init; }

    /// <summary>By commit, the youngest time of commit among it and its ancestors: an old date that follows a younger one is none.</summary>
    public required IReadOnlyList<long> Youngest { get; init; }

    /// <summary>The paths that any origin names; bytes that are not UTF-8 are written as backslash and three octal digits.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>All files at the revision, ordered by path (ordinal over UTF-8).</summary>
    public required IReadOnlyList<FileOrigins> Files { get; init; }

    /// <summary>Commits at which the history is cut (shallow clone, graft): who wrote their lines is not known.</summary>
    public required IReadOnlySet<int> Boundaries { get; init; }

    /// <summary>Commits that do not lead to the revision themselves, as they are inside of pull requests that were squashed.</summary>
    public required IReadOnlySet<int> Inside { get; init; }

    /// <summary>How many squash merges were unfolded.</summary>
    public required SquashTally Squashes { get; init; }

    /// <summary>What the map could not see, in words for the user: a shallow or partial clone, missing objects.</summary>
    public required IReadOnlyList<string> Gaps { get; init; }

    /// <summary>By commit, how many lines of it live at the revision.</summary>
    public IReadOnlyList<int> Living
    {
        get => field ??= CountLiving();
        init;
    }

    /// <summary>The squash merges by which lines came that have their origin inside.</summary>
    public IReadOnlySet<int> Unfolded
    {
        get => field ??= FindUnfolded();
        init;
    }

    /// <summary>The file of that path, or null.</summary>
    public FileOrigins? File(string path) => (_byPath ??= Files.ToDictionary(file => file.Path, StringComparer.Ordinal)).GetValueOrDefault(path);

    private int[] CountLiving()
    {
        var lines = new int[Commits.Count];
        foreach (FileOrigins file in Files)
        {
            foreach (CommitUse use in file.All.Uses)
            {
                lines[use.Commit] += use.Lines;
            }
        }

        return lines;
    }

    private HashSet<int> FindUnfolded()
    {
        var found = new HashSet<int>();
        foreach (FileOrigins file in Files)
        {
            foreach (CommitUse use in file.All.Uses)
            {
                if (use.IsUnfolded)
                {
                    found.Add(use.Commit);
                }
            }
        }

        return found;
    }

    private Dictionary<string, FileOrigins>? _byPath;
}
