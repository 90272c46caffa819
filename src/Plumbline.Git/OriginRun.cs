using Plumbline.Git.Keeping;
using Plumbline.Git.Objects;
using Plumbline.Origin;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>The way to one map: commits, what they say of each other, their changes, the replay; from an earlier map on where there is one.</summary>
internal sealed class OriginRun(string repository, RepositoryState state, OriginOptions options, OriginFolder? folder)
{
    /// <summary>Terms that no digest equals.</summary>
    private const string Incomplete = "incomplete";

    private ChangeLog _log = new();
    private CommitList _commits = new();
    private Squashes _squashes = new();

    public async Task<OriginMap> MakeAsync(ObjectId tip, CancellationToken cancel)
    {
        await using var objects = new ObjectStore(repository, state, tip.Size);
        (CommitList own, CommitScan scan) = await ListAsync(objects, tip, cancel);
        (ObjectId Tip, OriginMap Map)? earlier = await Task.Run(() => Earlier(own), cancel);
        int number = _commits.NumberOf(tip);
        History history = await new HistoryReader(repository, _commits, _log).ReadAsync(Kept(number, earlier?.Tip), cancel);
        Seeds? seeds = earlier is { } found && IgnoresTheSame(history, number, _commits.NumberOf(found.Tip)) ? Seeds.Make(history, found.Map, _commits.NumberOf(found.Tip)) : null;
        OriginMap map = await NewReplay(objects, history, number, scan, seeds).RunAsync(_squashes, scan, cancel);
        await objects.FinishAsync(cancel);
        // Where contents are missing others may come, so no later map builds on this one; a cut history is known by its boundary.
        bool isWhole = map.Gaps.Count <= scan.Cut.Count.CompareTo(0);
        folder?.Write(tip, isWhole ? state.HeadsDigest : state.GapsDigest, isWhole ? Terms(own, own.Count - 1) : Incomplete, map, _log);
        return map;
    }

    /// <summary>Follows the blocks of the files that the options name into other files.</summary>
    public async Task<OriginMap> MoveAsync(ObjectId tip, OriginMap map, CancellationToken cancel)
    {
        await using var objects = new ObjectStore(repository, state, tip.Size);
        (_, CommitScan scan) = await ListAsync(objects, tip, cancel);
        int number = _commits.NumberOf(tip);
        History history = await new HistoryReader(repository, _commits, _log).ReadAsync(Kept(number, null), cancel);
        if (Seeds.Make(history, map, number) is not { } seeds)
        {
            return map;
        }

        OriginMap moved = await NewReplay(objects, history, number, scan, seeds).MoveAsync(options.MovesIn, _squashes, scan, cancel);
        await objects.FinishAsync(cancel);
        return moved;
    }

    private async Task<(CommitList Own, CommitScan Scan)> ListAsync(ObjectStore objects, ObjectId tip, CancellationToken cancel)
    {
        Task<ChangeLog> reading = Task.Run(() => folder?.ReadLog() ?? new ChangeLog(), cancel);
        CommitList own = _commits = await CommitList.ReadAsync(repository, [tip], cancel);
        _log = await reading;

        // What messages say does not matter to blame, but where the history is cut does.
        bool scans = !options.LikeBlame || state.MayBeCut;
        CommitScan scan = scans ? await Task.Run(() => CommitScan.Read(objects, own, _log, cancel), cancel) : new CommitScan();
        if (options is { LikeBlame: false, Squashes: true })
        {
            await AddRequestsAsync(tip, own, scan, cancel);
        }

        return (own, scan);
    }

    private RepositoryReplay NewReplay(ObjectStore objects, History history, int tip, CommitScan scan, Seeds? seeds) =>
        new(objects, history, tip, options.LikeBlame ? null : new Borrowings(history, tip, _squashes, scan), seeds);

    private static bool IgnoresTheSame(History history, int tip, int other) =>
        !history.Paths.Find(RepositoryReplay.IgnoreFile, out int path) || history.StateOf(tip)[path] == history.StateOf(other)[path];

    private async Task AddRequestsAsync(ObjectId tip, CommitList own, CommitScan scan, CancellationToken cancel)
    {
        _squashes = Squashes.Match(own, scan, state.Heads);
        ObjectId[] heads = [.. _squashes.Found.Values.Select(found => found.Head).Distinct()];
        if (heads.Length > 0)
        {
            _commits = await CommitList.ReadAsync(repository, [tip, .. heads], cancel);
            _squashes.Place(_commits);
        }
    }

    private List<int> Kept(int tip, ObjectId? earlier)
    {
        List<int> kept = [tip, .. _squashes.Found.Values.Select(found => _commits.NumberOf(found.Head))];
        if (earlier is { } id)
        {
            kept.Add(_commits.NumberOf(id));
        }

        return kept;
    }

    // The map nearest to the tip among those that are kept.
    private (ObjectId Tip, OriginMap Map)? Earlier(CommitList own)
    {
        var candidates = (folder?.MappedCommits() ?? []).Where(id => own.Find(id, out _)).OrderByDescending(own.NumberOf);
        foreach (ObjectId id in candidates)
        {
            if (folder!.ReadMap(id, () => Terms(own, own.NumberOf(id))) is { } map)
            {
                return (id, map);
            }
        }

        return null;
    }

    // What a map depends on besides its commits: the requests that could be unfolded up to it.
    private string Terms(CommitList own, int tip)
    {
        bool[] ancestors = own.AncestorsOf(tip);
        return RepositoryState.Digest(string.Join('\n', _squashes.Found
            .Where(found => ancestors[own.NumberOf(found.Key)])
            .Select(found => $"{found.Key} {found.Value.Head}")
            .Order(StringComparer.Ordinal)));
    }
}
