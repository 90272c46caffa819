using Plumbline.Git.Objects;
using Plumbline.Origin;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git;

/// <summary>
/// Finds for single files the blocks that came from other files of the same commit. DESIGN: for all files this would read every changed content once
/// more, and a summary hardly changes; so it is done for the files that somebody looks at.
/// </summary>
internal sealed class MoveSearch(RepositoryReplay replay, ObjectStore objects, History history, Trails trails)
{
    private const int FewestLines = 3;
    private const int MostRounds = 8;
    private readonly LineDiff _diff = new();

    /// <summary>Follows the lines from block to block, as far as they go.</summary>
    public void Trace(OriginLine[] lines, CancellationToken cancel)
    {
        var done = new HashSet<(int Version, int Line)>();
        for (int round = 0; round < MostRounds && Step(lines, done, cancel); round++)
        {
            cancel.ThrowIfCancellationRequested();
        }
    }

    private bool Step(OriginLine[] lines, HashSet<(int Version, int Line)> done, CancellationToken cancel)
    {
        var found = new List<(int At, BlockIndex.Block Block, int Commit)>();
        foreach (IGrouping<int, (int Start, int Count)> runs in Runs(lines, done).GroupBy(run => lines[run.Start].Version))
        {
            cancel.ThrowIfCancellationRequested();
            BlockIndex? index = null;
            TextLines? text = null;
            foreach ((int start, int count) in runs)
            {
                index ??= Before(runs.Key);
                text ??= Read(runs.Key);
                int first = lines[start].Line;
                found.AddRange(index.Find(text, first, Math.Min(first + count, text.Count)).Select(block => (start + block.Start - first, block, history.Graph[runs.Key].Commit)));
            }
        }

        IReadOnlyDictionary<int, OriginLine[]> origins = replay.OriginsOf(found.Select(one => one.Block.Version).ToHashSet(), cancel);
        foreach ((int at, BlockIndex.Block block, int commit) in found)
        {
            for (int i = 0; i < block.Count && origins.TryGetValue(block.Version, out OriginLine[]? from); i++)
            {
                OriginLine origin = from[block.From + i];
                int trail = trails.AddNote(block.Moved ? LineNoteKind.Moved : LineNoteKind.Copied, commit, 0, origin.Trail);
                // What happened to the line since then stays; what its version replaced was no older line of its own.
                lines[at + i] = origin with { Trail = trails.NotesBefore(lines[at + i].Trail, trail) };
            }
        }

        return found.Count > 0;
    }

    // Neighbouring lines of one version, each looked at once.
    private static IEnumerable<(int Start, int Count)> Runs(OriginLine[] lines, HashSet<(int Version, int Line)> done)
    {
        for (int start = 0; start < lines.Length;)
        {
            int count = 1;
            while (start + count < lines.Length && lines[start + count].Version == lines[start].Version && lines[start + count].Line == lines[start].Line + count)
            {
                count++;
            }

            if (count >= FewestLines && done.Add((lines[start].Version, lines[start].Line)))
            {
                yield return (start, count);
            }

            start += count;
        }
    }

    // Every other file that the version's commit changed or deleted, as it was before.
    private BlockIndex Before(int version)
    {
        var index = new BlockIndex();
        int commit = history.Graph[version].Commit;
        foreach (int other in history.Graph.MadeBy(commit))
        {
            FileVersion made = history.Graph[other];
            if (other != version && made is { Kind: EntryKind.Regular, Parent: >= 0 } && Read(made.Parent) is { IsBinary: false } old && Read(other) is { } text)
            {
                var removed = new bool[old.Count];
                foreach (Hunk hunk in _diff.Compare(old, text))
                {
                    removed.AsSpan(hunk.Old, hunk.OldCount).Fill(true);
                }

                index.Add(made.Parent, old, removed);
            }
        }

        foreach (int gone in history.Graph.Deleted(commit, 0))
        {
            if (gone >= 0 && history.Graph[gone].Kind == EntryKind.Regular && Read(gone) is { IsBinary: false } old)
            {
                var removed = new bool[old.Count];
                removed.AsSpan().Fill(true);
                index.Add(gone, old, removed);
            }
        }

        return index;
    }

    private TextLines Read(int version)
    {
        byte[] content = objects.Read(history.Blobs[history.Graph[version].Blob]) ?? [];
        return TextLines.Cut(content, content.Length);
    }
}
