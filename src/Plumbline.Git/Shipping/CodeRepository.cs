using Plumbline.Git.Keeping;
using Plumbline.Git.Objects;
using Plumbline.Ledger.Code;
using Plumbline.Ledger.Sources;
using Plumbline.Origin;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Shipping;

/// <summary>A repository as the ledger looks at it: its commit graph, read once, and what there is behind each commit.</summary>
internal sealed class CodeRepository : IAsyncDisposable
{
    private CodeRepository(VersionSources sources, History history, CodeHistory code) => (Sources, History, Code) = (sources, history, code);

    public CodeHistory Code { get; }

    internal History History { get; }

    internal VersionSources Sources { get; }

    internal required RepositoryReplay Replay { get; init; }

    internal required ChangeLog Log { get; init; }

    /// <summary>What was found out about the commits before.</summary>
    internal required KeptCommits Kept { get; init; }

    /// <param name="asked">The repository.</param>
    /// <param name="named">Ids of commits, whole or abbreviated, and names of tags that the ledger speaks of; those that are not here are passed over.</param>
    /// <param name="cancel">Stops git, too.</param>
    /// <exception cref="GitException">git is missing, there is no repository, or an object is not there.</exception>
    public static async Task<CodeRepository> OpenAsync(LedgerCode asked, IEnumerable<string> named, CancellationToken cancel)
    {
        string folder = asked.Folder;
        ObjectId tip = Repository.CommitOf(folder, "HEAD", cancel);
        (string address, _) = await Tag.ListAsync(folder, cancel);
        Dictionary<string, ObjectId> names = await NamedCommits.FindAsync(folder, named, cancel);
        RepositoryState state = RepositoryState.Read(folder, withHeads: true, cancel);
        ObjectId[] tips = [tip, .. names.Values.Distinct()];
        OriginFolder? cache = asked.CacheFolder is { } place ? new OriginFolder(place, OriginReader.ShapeOf(state), "") : null;
        var (objects, log) = (new ObjectStore(folder, state, tip.Size), await Task.Run(() => cache?.ReadLog() ?? new ChangeLog(), cancel));
        var lister = new CommitLister(folder, log.Graph);
        try
        {
            CommitList own = await lister.ListAsync(tips, [], cancel);
            CommitScan scan = await Task.Run(() => CommitScan.Read(objects, own, log, cancel), cancel);
            Squashes squashes = Squashes.Match(own, scan, state.Heads, tip);
            ObjectId[] heads = [.. squashes.Heads(_ => true)];
            CommitList commits = heads.Length > 0 ? await lister.ListAsync([.. tips, .. heads], tips, cancel) : own;
            squashes.Place(commits, _ => true);
            int[] kept = [.. tips.Concat(heads).Distinct().Select(commits.NumberOf)];
            History history = await new HistoryReader(folder, commits, log).ReadAsync(kept, cancel);
            cache?.Write(log);
            int main = commits.NumberOf(tip);
            CodeHistory code = await Task.Run(() => new CodeHistory(RepositoryName.Of(address), Facts(objects, commits, cancel), [.. Enumerable.Range(0, commits.Count).Select(commits.ParentsOf)], main)
            {
                Names = names.ToDictionary(pair => pair.Key, pair => commits.NumberOf(pair.Value), StringComparer.Ordinal),
                SquashHeads = Enumerable.Range(0, commits.Count).Where(commit => squashes.HeadOf(commit, out _)).ToDictionary(commit => commit, commit => squashes.HeadOf(commit, out var head) ? head.Head : -1),
                Pulls = scan.Pulls.ToDictionary(pull => commits.NumberOf(pull.Key), pull => (long)pull.Value),
            }, cancel);
            var sources = new VersionSources(objects, history);
            var replay = new RepositoryReplay(sources, history, main, new Borrowings(history, main, squashes, scan), null);
            string world = $"{OriginReader.ShapeOf(state)} {IgnoreList.BlobAt(history, main)}";
            return new CodeRepository(sources, history, code) { Replay = replay, Log = log, Kept = new KeptCommits(asked.Kept, commits, FactTerms.Of(history, code, scan, world)) };
        }
        catch
        {
            await objects.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Sources.Objects.DisposeAsync();

    private static CommitFacts[] Facts(ObjectStore objects, CommitList commits, CancellationToken cancel)
    {
        var facts = new CommitFacts[commits.Count];
        for (int i = 0; i < facts.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            string id = commits[i].ToString();
            byte[] raw = objects.Read(commits[i]) ?? throw new GitException(GitFailure.MissingObject, $"commit {id} is not in this clone");
            facts[i] = CommitParser.Parse(id, [.. commits.ParentsOf(i).Select(parent => commits[parent].ToString())], raw);
        }

        return facts;
    }
}
