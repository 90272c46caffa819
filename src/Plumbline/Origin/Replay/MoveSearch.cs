using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Origin.Replay;

/// <summary>
/// Finds the blocks that a commit took from one file into another: among the lines that it added to a file, those which stood in another file that
/// it changed or deleted. What is found depends on the commit alone, not on what became of its lines.
/// </summary>
/// <param name="graph">All versions.</param>
/// <param name="isMeant">Told a path by its number: whether blocks are looked for there. What nobody writes is not worth the time.</param>
/// <param name="isOutside">
/// Told a commit: whether it was squashed. What it took from files that are older than its request is left to the squash, to whose parent those
/// files are the same, and known.
/// </param>
/// <param name="read">Gives a content by its version, cut with the help of another that is alike, or null where it is missing.</param>
internal sealed class MoveSearch(VersionGraph graph, Func<int, bool> isMeant, Func<int, bool> isOutside, Func<int, TextLines?, TextLines?> read)
{
    /// <summary>How many bytes of contents are kept for the next versions of their files, and the other files of their commit.</summary>
    private const int MostHeld = 16 << 20;
    private readonly LineDiff _diff = new();
    private readonly Dictionary<int, List<Addition>> _added = [];
    private readonly Dictionary<int, (int Before, int After)[]> _sources = [];
    private readonly Dictionary<int, TextLines?> _held = [];
    private readonly Queue<int> _oldest = [];
    private readonly Dictionary<int, bool> _meant = [];
    private int _bytes;

    /// <summary>
    /// Takes in what a commit added to a file, for <see cref="Find"/>. PERF: one version of a file after the other, as a pack has them; going through all
    /// files of one commit after the other takes more than twice the time.
    /// </summary>
    /// <param name="version">The file as the commit left it; a commit with one parent.</param>
    /// <param name="from">The version it was made from, or -1.</param>
    public void Add(int version, int from)
    {
        int commit = graph[version].Commit;
        if (!_sources.TryGetValue(commit, out var sources))
        {
            _sources.Add(commit, sources = [.. SourcesOf(commit).Where(source => !isOutside(commit) || isOutside(graph[source.Before].Commit))]);
        }

        if (!IsMeant(graph[version].Path) || !Array.Exists(sources, source => source.Before != from))
        {
            return;
        }

        MakeRoom();
        TextLines? old = from < 0 ? TextLines.Empty : Text(from, null);
        if (old is null || Text(version, old) is not { IsBinary: false } text)
        {
            return;
        }

        foreach (Hunk hunk in _diff.Compare(old, text))
        {
            if (BlockIndex.IsEnough(text, hunk.New, hunk.New + hunk.NewCount))
            {
                List<Addition> added = _added.TryGetValue(commit, out List<Addition>? known) ? known : _added[commit] = [];
                added.Add(new Addition(version, from, hunk.New, text.Hashes[hunk.New..(hunk.New + hunk.NewCount)]));
            }
        }
    }

    /// <summary>The commits that added enough to a file for a block.</summary>
    public IReadOnlyList<int> Commits => [.. _added.Keys];

    /// <summary>The blocks of the versions that were taken in of a commit, as far as they have any; then the commit is forgotten.</summary>
    public IEnumerable<(int Version, Block[] Blocks)> Find(int commit)
    {
        if (!_added.Remove(commit, out List<Addition>? added))
        {
            yield break;
        }

        MakeRoom();
        BlockIndex index = IndexOf(_sources[commit], HashesOf(added));
        foreach (var file in index.IsEmpty ? [] : added.GroupBy(one => (one.Version, one.From)))
        {
            // It was there before.
            TextLines text = Text(file.Key.Version, null)!;
            Block[] blocks = [.. file.SelectMany(one => index.Find(text, one.Start, one.Start + one.Hashes.Length, one.From))];
            if (blocks.Length > 0)
            {
                yield return (file.Key.Version, blocks);
            }
        }
    }

    private bool IsMeant(int path)
    {
        if (!_meant.TryGetValue(path, out bool known))
        {
            _meant.Add(path, known = isMeant(path));
        }

        return known;
    }

    // Every file that the commit changed or deleted: before it, and after it or -1.
    private IEnumerable<(int Before, int After)> SourcesOf(int commit)
    {
        foreach (int version in graph.MadeBy(commit))
        {
            if (graph[version] is { Kind: EntryKind.Regular, Parent: >= 0 and var parent, Path: var path } && IsMeant(path))
            {
                yield return (parent, version);
            }
        }

        foreach (int version in graph.Deleted(commit, 0))
        {
            if (version >= 0 && graph[version].Kind == EntryKind.Regular && IsMeant(graph[version].Path))
            {
                yield return (version, -1);
            }
        }
    }

    private static LineHashes HashesOf(List<Addition> added)
    {
        var hashes = new LineHashes(added.Sum(one => one.Hashes.Length));
        foreach (Addition one in added)
        {
            foreach (ulong hash in one.Hashes)
            {
                hashes.Add(hash);
            }
        }

        return hashes;
    }

    private BlockIndex IndexOf((int Before, int After)[] sources, LineHashes wanted)
    {
        var index = new BlockIndex(wanted);
        foreach ((int before, int after) in sources)
        {
            if (Text(before, null) is { IsBinary: false } old && index.IsWanted(old) && Removed(old, after) is { } removed)
            {
                index.Add(before, old, removed);
            }
        }

        return index;
    }

    private bool[]? Removed(TextLines old, int after)
    {
        var removed = new bool[old.Count];
        if (after < 0)
        {
            removed.AsSpan().Fill(true);
            return removed;
        }

        if (Text(after, old) is not { } text)
        {
            return null;
        }

        foreach (Hunk hunk in _diff.Compare(old, text))
        {
            removed.AsSpan(hunk.Old, hunk.OldCount).Fill(true);
        }

        return removed;
    }

    private TextLines? Text(int version, TextLines? near)
    {
        // Many versions have one content: what a request ends with is what its squash begins with.
        int blob = graph[version].Blob;
        if (_held.TryGetValue(blob, out TextLines? text))
        {
            return text;
        }

        text = read(version, near);
        if (_bytes <= MostHeld)
        {
            _bytes += text?.Length ?? 0;
            _held.Add(blob, text);
            _oldest.Enqueue(blob);
        }

        return text;
    }

    // Only between two versions, so that no text is given away that is looked at.
    private void MakeRoom()
    {
        while (_bytes > MostHeld / 2 && _oldest.TryDequeue(out int blob) && _held.Remove(blob, out TextLines? text))
        {
            _bytes -= text?.Length ?? 0;
            text?.Release();
        }
    }

    /// <param name="Version">The file after the commit.</param>
    /// <param name="From">The version it was made from, or -1.</param>
    /// <param name="Start">The first line that was added, from 0.</param>
    /// <param name="Hashes">One for each line.</param>
    private readonly record struct Addition(int Version, int From, int Start, ulong[] Hashes);
}
