using System.Globalization;
using Plumbline.Git.Keeping;
using Plumbline.Git.Objects;
using Plumbline.Origin;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git;

/// <summary>The way to one map: commits, what they say of each other, their changes, the replay; from an earlier map on where there is one.</summary>
internal sealed class OriginRun(string repository, RepositoryState state, OriginOptions options, OriginFolder? folder)
{
    /// <summary>Terms that no digest equals.</summary>
    private const string Incomplete = "incomplete";

    private const int LongestId = 32;

    private ChangeLog _log = new();
    private CommitList _commits = new();
    private Squashes _squashes = new();

    public async Task<OriginMap> MakeAsync(ObjectId tip, CancellationToken cancel)
    {
        await using var objects = new ObjectStore(repository, state, tip.Size);
        (CommitList own, CommitScan scan) = await ListAsync(objects, tip, cancel);
        (ObjectId Tip, OriginMap Map)? earlier = await Task.Run(() => Earlier(own), cancel);
        OriginMap? map = earlier is { } found ? await MakeAsync(objects, (own, scan, tip), found, NewerThan(own, found.Tip), cancel) : null;
        map ??= await MakeAsync(objects, (own, scan, tip), earlier, _ => true, cancel) ?? throw new InvalidOperationException("the whole history lacks a part of itself");
        await objects.FinishAsync(cancel);
        // Where contents are missing others may come, so no later map builds on this one; a cut history is known by its boundary.
        bool isWhole = map.Gaps.Count <= scan.Cut.Count.CompareTo(0);
        folder?.Write(tip, isWhole ? state.HeadsDigest : state.GapsDigest, isWhole ? Terms(own, own.NumberOf(tip)) : Incomplete, map, _log);
        return map;
    }

    // The requests whose squash is in the earlier map are in there, too, and need not be gone through again; null where one of them is asked for all the same.
    private async Task<OriginMap?> MakeAsync(ObjectStore objects, (CommitList Own, CommitScan Scan, ObjectId Tip) asked, (ObjectId Tip, OriginMap Map)? earlier, Func<ObjectId, bool> isWanted, CancellationToken cancel)
    {
        await AddRequestsAsync(asked.Tip, asked.Own, isWanted, cancel);
        int tip = _commits.NumberOf(asked.Tip);
        History history = await new HistoryReader(repository, _commits, _log).ReadAsync(Kept(tip, earlier?.Tip, isWanted), cancel);
        Borrowings? borrowings = BorrowingsOf(history, tip, asked.Scan);
        Seeds? seeds = earlier is { } found && IgnoresTheSame(history, tip, _commits.NumberOf(found.Tip)) ? new Seeds(history, found.Map, _commits.NumberOf(found.Tip)) : null;
        return await new RepositoryReplay(new VersionSources(objects, history), history, tip, borrowings, seeds).RunAsync(options.Moves, _squashes, asked.Scan, cancel);
    }

    private async Task<(CommitList Own, CommitScan Scan)> ListAsync(ObjectStore objects, ObjectId tip, CancellationToken cancel)
    {
        _log = await Task.Run(() => folder?.ReadLog() ?? new ChangeLog(), cancel);
        CommitList own = await new CommitLister(repository, _log.Graph).ListAsync([tip], folder?.MappedCommits() ?? [], cancel);

        // What messages say does not matter to blame, but where the history is cut does.
        bool scans = !options.LikeBlame || state.MayBeCut;
        CommitScan scan = scans ? await Task.Run(() => CommitScan.Read(objects, own, _log, cancel), cancel) : new CommitScan();
        _squashes = options is { LikeBlame: false, Squashes: true } ? Squashes.Match(own, scan, state.Heads) : new Squashes();
        return (own, scan);
    }

    private Borrowings? BorrowingsOf(History history, int tip, CommitScan scan) => options.LikeBlame ? null : new Borrowings(history, tip, _squashes, scan);

    private static bool IgnoresTheSame(History history, int tip, int other) =>
        !history.Paths.Find(RepositoryReplay.IgnoreFile, out int path) || history.StateOf(tip)[path] == history.StateOf(other)[path];

    private static Func<ObjectId, bool> NewerThan(CommitList own, ObjectId earlier)
    {
        bool[] known = own.AncestorsOf(own.NumberOf(earlier));
        return commit => !known[own.NumberOf(commit)];
    }

    private async Task AddRequestsAsync(ObjectId tip, CommitList own, Func<ObjectId, bool> isWanted, CancellationToken cancel)
    {
        ObjectId[] heads = [.. _squashes.Heads(isWanted)];
        _commits = heads.Length > 0 ? await new CommitLister(repository, _log.Graph).ListAsync([tip, .. heads], [tip], cancel) : own;
        _squashes.Place(_commits, isWanted);
    }

    private List<int> Kept(int tip, ObjectId? earlier, Func<ObjectId, bool> isWanted)
    {
        List<int> kept = [tip, .. _squashes.Heads(isWanted).Select(_commits.NumberOf)];
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
        // A sum, as it says the same whatever the order. PERF: there are thousands, and their ids are long to write out and to sort.
        bool[] ancestors = own.AncestorsOf(tip);
        ulong sum = 0;
        Span<byte> pair = stackalloc byte[2 * LongestId];
        foreach ((ObjectId squash, (ObjectId head, _)) in _squashes.Found)
        {
            if (ancestors[own.NumberOf(squash)])
            {
                squash.CopyTo(pair);
                head.CopyTo(pair[LongestId..]);
                sum += LineHash.Fixed(pair);
            }
        }

        return sum.ToString("x16", CultureInfo.InvariantCulture);
    }
}
