using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Origin.Replay;

/// <summary>
/// Finds the blocks that a commit took from one file into another: among the lines that it added to a file, those which stood in another file that
/// it changed or deleted. What is found depends on the commit alone, not on what became of its lines.
/// </summary>
/// <param name="graph">All versions.</param>
/// <param name="read">Gives a content by its version, cut with the help of another that is alike, or null where it is missing.</param>
internal sealed class MoveSearch(VersionGraph graph, Func<int, TextLines?, TextLines?> read)
{
    /// <summary>How many bytes of contents one commit may hold at a time. PERF: most contents are asked for two or three times.</summary>
    private const int MostHeld = 16 << 20;
    private readonly LineDiff _diff = new();
    private readonly Dictionary<int, TextLines?> _held = [];
    private int _bytes;

    /// <param name="commit">A commit with one parent.</param>
    /// <param name="asked">Versions that it made, each with the one it was made from, or -1.</param>
    /// <returns>The blocks of those versions that have any.</returns>
    public Dictionary<int, Block[]> Find(int commit, IReadOnlyList<(int Version, int Base)> asked)
    {
        var found = new Dictionary<int, Block[]>();
        List<(int Before, int After)> sources = [.. SourcesOf(commit)];
        var wanted = new HashSet<ulong>();
        var added = new List<(int Version, int Base, int From, int To)>();
        foreach ((int version, int from) in asked)
        {
            if (sources.Exists(source => source.Before != from))
            {
                Collect(version, from, wanted, added);
            }
        }

        if (wanted.Count >= BlockIndex.FewestLines && IndexOf(sources, wanted) is { IsEmpty: false } index)
        {
            foreach (var file in added.GroupBy(run => (run.Version, run.Base)))
            {
                TextLines text = Text(file.Key.Version, null)!;
                Block[] blocks = [.. file.SelectMany(run => index.Find(text, run.From, run.To, run.Base))];
                if (blocks.Length > 0)
                {
                    found.Add(file.Key.Version, blocks);
                }
            }
        }

        LetGo();
        return found;
    }

    // Every file that the commit changed or deleted: before it, and after it or -1.
    private IEnumerable<(int Before, int After)> SourcesOf(int commit)
    {
        foreach (int version in graph.MadeBy(commit))
        {
            if (graph[version] is { Kind: EntryKind.Regular, Parent: >= 0 and var parent })
            {
                yield return (parent, version);
            }
        }

        foreach (int version in graph.Deleted(commit, 0))
        {
            if (version >= 0 && graph[version].Kind == EntryKind.Regular)
            {
                yield return (version, -1);
            }
        }
    }

    // What the commit added to a file, as far as it is enough for a block.
    private void Collect(int version, int from, HashSet<ulong> wanted, List<(int Version, int Base, int From, int To)> added)
    {
        TextLines? old = from < 0 ? TextLines.Empty : Text(from, null);
        if (old is null || Text(version, old) is not { IsBinary: false } text)
        {
            return;
        }

        foreach (Hunk hunk in _diff.Compare(old, text))
        {
            if (hunk.NewCount >= BlockIndex.FewestLines)
            {
                added.Add((version, from, hunk.New, hunk.New + hunk.NewCount));
                for (int line = hunk.New; line < hunk.New + hunk.NewCount; line++)
                {
                    wanted.Add(text.Hashes[line]);
                }
            }
        }
    }

    private BlockIndex IndexOf(List<(int Before, int After)> sources, HashSet<ulong> wanted)
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
        if (_held.TryGetValue(version, out TextLines? text))
        {
            return text;
        }

        text = read(version, near);
        if (_bytes + (text?.Length ?? 0) <= MostHeld)
        {
            _bytes += text?.Length ?? 0;
            _held.Add(version, text);
        }

        return text;
    }

    private void LetGo()
    {
        foreach (TextLines? text in _held.Values)
        {
            text?.Release();
        }

        _held.Clear();
        _bytes = 0;
    }
}
