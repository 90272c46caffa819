using Plumbline.Origin;
using Plumbline.Origin.Lines;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git;

/// <summary>Feeds a replay from a repository: contents in, origins out.</summary>
internal sealed class RepositoryReplay(VersionSources sources, History history, int tip, Borrowings? borrowings, Seeds? seeds)
{
    /// <summary>Names the commits to pass over, one a line.</summary>
    public static ReadOnlySpan<byte> IgnoreFile => ".git-blame-ignore-revs"u8;

    private static readonly GeneratedPaths s_generated = new([], "");

    private readonly HashSet<int> _heads = [];
    private readonly Trails _trails = new();
    private readonly TextShelf? _shelf = seeds is null ? null : new TextShelf();

    private HashSet<int> Ignored => field ??= IgnoreList.Read(sources, history, tip);

    /// <param name="follows">Whether blocks are followed into other files.</param>
    /// <param name="squashes">The pull requests.</param>
    /// <param name="scan">What the commits say.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Null where the history lacks commits that it would take; that shows before anything is replayed.</returns>
    public async Task<OriginMap?> RunAsync(bool follows, Squashes squashes, CommitScan scan, CancellationToken cancel)
    {
        var result = seeds is null ? new MapBuilder(history, tip, _trails) : new MapBuilder(history, tip, _trails, seeds);
        await Task.Run(() =>
        {
            Lineage lineage = Trace(result, cancel);
            if (follows && borrowings?.IsLacking is false)
            {
                lineage.Follow(NewMoves(borrowings.IsOutside, cancel));
            }

            if (borrowings?.IsLacking is true)
            {
                return;
            }

            sources.EndRenames();
            Run(lineage, (version, revision) =>
            {
                if (_heads.Contains(version))
                {
                    result.Add(version, revision?.Text, revision is null ? [] : revision.Lines);
                }
            }, cancel);
            result.AddLinks();
        }, cancel);
        return borrowings?.IsLacking is true ? null : result.Build(sources.Objects, squashes, scan, sources.Unread);
    }

    /// <summary>The texts and origins of some versions, one after another; those that can't be known are left out. Blocks are followed.</summary>
    public void Each(IReadOnlySet<int> versions, Action<int, Revision> take, CancellationToken cancel)
    {
        // A block inside a pull request may have come from the branch it started at, and so be older than the request.
        Lineage lineage = NewLineage(whole: true);
        foreach (int version in versions)
        {
            lineage.Trace(version);
        }

        lineage.Follow(NewMoves(_ => false, cancel));
        Run(lineage, (version, revision) =>
        {
            if (versions.Contains(version) && revision is not null)
            {
                take(version, revision);
            }
        }, cancel);
    }

    private Lineage Trace(MapBuilder result, CancellationToken cancel)
    {
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

    private MoveSearch NewMoves(Func<int, bool> isOutside, CancellationToken cancel) =>
        new(history.Graph, IsWritten, isOutside, (version, near) =>
        {
            TextLines? text = Read(version, near, cancel);
            if (text is not null)
            {
                _shelf?.Put(history.Graph[version].Blob, text);
            }

            return text;
        });

    private Lineage NewLineage(bool whole = false)
    {
        var rules = new LineageRules(
            version => borrowings?.Of(version) ?? [],
            version => seeds?.Holds(version) is true,
            commit => !whole && borrowings?.IsOutside(commit) is true);
        return new Lineage(history.Graph, sources.Renames, rules);
    }

    private void Run(Lineage lineage, Action<int, Revision?> done, CancellationToken cancel)
    {
        ReplayRules? rules = borrowings is null ? null : new ReplayRules(_trails, Ignored.Contains);
        var replay = new BlameReplay(history.Graph, lineage, rules, version => seeds?.Holds(version) is true ? seeds.Lines(version, _trails) : null);
        replay.Run((version, near) => Read(version, near, cancel), done);
    }

    // By its path; what policy or attributes say besides is of the revision, and a map holds for any.
    private bool IsWritten(int path) => !s_generated.Has(PathText.Of(history.Paths[path]));

    private TextLines? Read(int version, TextLines? near, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return _shelf?.Find(history.Graph[version].Blob) ?? sources.Text(version, near);
    }
}
