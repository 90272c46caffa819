using Plumbline.Git.Objects;
using Plumbline.Origin;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git;

/// <summary>Feeds a replay from a repository: contents in, origins out.</summary>
internal sealed class RepositoryReplay(ObjectStore objects, History history, int tip, Borrowings? borrowings, Seeds? seeds)
{
    /// <summary>Names the commits to pass over, one a line.</summary>
    public static ReadOnlySpan<byte> IgnoreFile => ".git-blame-ignore-revs"u8;

    private readonly Fingerprints _fingerprints = new(objects, history);
    private readonly HashSet<int> _heads = [];
    private readonly HashSet<int> _ignored = [];
    private readonly Trails _trails = new();

    /// <returns>Null where the history lacks commits that it would take; that shows before any content is read.</returns>
    public async Task<OriginMap?> RunAsync(Squashes squashes, CommitScan scan, CancellationToken cancel)
    {
        var result = seeds is null ? new MapBuilder(history, tip, _trails) : new MapBuilder(history, tip, _trails, seeds);
        await Task.Run(() =>
        {
            Lineage lineage = Trace(result, cancel);
            if (borrowings?.IsLacking is true)
            {
                return;
            }

            _fingerprints.Clear();
            Run(lineage, (version, revision) =>
            {
                if (_heads.Contains(version))
                {
                    result.Add(version, revision?.Text, revision is null ? [] : revision.Lines);
                }
            }, cancel);
            result.AddLinks();
        }, cancel);
        return borrowings?.IsLacking is true ? null : result.Build(objects, squashes, scan, _fingerprints.Unread);
    }

    /// <summary>A map of one file alone, traced into other files of the same commit.</summary>
    public async Task<OriginMap> MoveAsync(int version, Squashes squashes, CommitScan scan, CancellationToken cancel)
    {
        ReadIgnored();
        var result = new MapBuilder(history, tip, _trails);
        await Task.Run(() =>
        {
            OriginLine[] lines = seeds!.Lines(version, _trails);
            new MoveSearch(this, objects, history, _trails).Trace(lines, cancel);
            byte[] content = objects.Read(history.Blobs[history.Graph[version].Blob]) ?? [];
            result.Add(version, TextLines.Cut(content, content.Length), lines);
        }, cancel);
        return result.Build(objects, squashes, scan, _fingerprints.Unread);
    }

    /// <summary>The origins of all lines of some versions, whichever commit they belong to.</summary>
    public IReadOnlyDictionary<int, OriginLine[]> OriginsOf(IReadOnlySet<int> versions, CancellationToken cancel)
    {
        var found = new Dictionary<int, OriginLine[]>();
        Each(versions, (version, revision) => found.Add(version, revision.Lines.ToArray()), cancel);
        return found;
    }

    /// <summary>The texts and origins of some versions, one after another; those that can't be known are left out.</summary>
    public void Each(IReadOnlySet<int> versions, Action<int, Revision> take, CancellationToken cancel)
    {
        // A block inside a pull request may have come from the branch it started at, and so be older than the request.
        Lineage lineage = NewLineage(whole: true);
        foreach (int version in versions)
        {
            lineage.Trace(version);
        }

        Run(lineage, (version, revision) =>
        {
            if (versions.Contains(version) && revision is not null)
            {
                take(version, revision);
            }
        }, cancel);
    }

    /// <summary>Reads which commits are to be passed over, as the tip has them.</summary>
    public void ReadIgnored() => _ignored.UnionWith(IgnoreList.Read(objects, history, tip));

    private Lineage Trace(MapBuilder result, CancellationToken cancel)
    {
        if (borrowings is not null)
        {
            ReadIgnored();
        }

        Lineage lineage = NewLineage();
        foreach (int version in history.StateOf(tip).All())
        {
            cancel.ThrowIfCancellationRequested();
            if (history.Graph[version].Kind != EntryKind.Regular)
            {
                continue;
            }

            if (seeds?.FileOf(version) is { } known)
            {
                result.Add(known);
            }
            else
            {
                _heads.Add(version);
                lineage.Trace(version);
            }
        }

        return lineage;
    }

    private Lineage NewLineage(bool whole = false)
    {
        var renames = new RenameSearch(history.Graph, path => history.Paths[path], _fingerprints.Of);
        var rules = new LineageRules(
            version => borrowings?.Of(version) ?? [],
            version => seeds?.Holds(version) is true,
            commit => !whole && borrowings?.IsOutside(commit) is true);
        return new Lineage(history.Graph, renames, rules);
    }

    private void Run(Lineage lineage, Action<int, Revision?> done, CancellationToken cancel)
    {
        ReplayRules? rules = borrowings is null ? null : new ReplayRules(_trails, _ignored.Contains);
        var replay = new BlameReplay(history.Graph, lineage, rules, version => seeds?.Holds(version) is true ? seeds.Lines(version, _trails) : null);
        replay.Run(
            (version, near) =>
            {
                cancel.ThrowIfCancellationRequested();
                byte[]? content = objects.Read(history.Blobs[history.Graph[version].Blob]);
                return content is null ? null : TextLines.Cut(content, content.Length, near);
            },
            done);
    }
}
