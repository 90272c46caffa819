namespace Plumbline.Origin;

/// <summary>Where every line of every file at one revision came from.</summary>
internal sealed class OriginMap
{
    /// <summary>The commit asked, an index into <see cref="Commits"/>.</summary>
    public required int Revision { get; init; }

    /// <summary>The commits that any line, note or overwrite names. Reading an element may decode it: keep it where it is used often.</summary>
    public required IReadOnlyList<CommitFacts> Commits { get; init; }

    /// <summary>The paths that any origin names; bytes that are not UTF-8 are written as backslash and three octal digits.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>All files at the revision, ordered by path (ordinal over UTF-8).</summary>
    public required IReadOnlyList<FileOrigins> Files { get; init; }

    /// <summary>Commits at which the history is cut (shallow clone, graft): who wrote their lines is not known.</summary>
    public required IReadOnlySet<int> Boundaries { get; init; }

    /// <summary>How many squash merges were unfolded.</summary>
    public required SquashTally Squashes { get; init; }

    /// <summary>What the map could not see, in words for the user: a shallow or partial clone, missing objects.</summary>
    public required IReadOnlyList<string> Gaps { get; init; }

    /// <summary>The file of that path, or null.</summary>
    public FileOrigins? File(string path) => (_byPath ??= Files.ToDictionary(file => file.Path, StringComparer.Ordinal)).GetValueOrDefault(path);

    private Dictionary<string, FileOrigins>? _byPath;
}
