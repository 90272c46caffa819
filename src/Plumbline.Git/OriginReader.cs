using Plumbline.Git.Objects;
using Plumbline.Origin;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>Tells where every line at a revision came from.</summary>
public static class OriginReader
{
    /// <param name="repositoryPath">A folder in the work tree, or a bare repository.</param>
    /// <param name="revision">Anything that git takes for a commit.</param>
    /// <param name="options">How far to trace.</param>
    /// <param name="cancel">Stops the run and its git processes.</param>
    /// <exception cref="GitException">git is missing, the repository or revision does not exist, or an object is not there.</exception>
    public static async Task<OriginMap> ReadAsync(string repositoryPath, string revision, OriginOptions options, CancellationToken cancel)
    {
        ObjectId tip = await Repository.CommitOf(repositoryPath, revision, cancel);
        CommitList commits = await CommitList.ReadAsync(repositoryPath, [tip], cancel);
        await using ObjectStore objects = await ObjectStore.OpenAsync(repositoryPath, tip.Size, cancel);
        CommitScan scan = await Task.Run(() => CommitScan.Read(objects, commits, cancel), cancel);
        Squashes squashes = Squashes.None;
        CommitList all = commits;
        if (options is { LikeBlame: false, Squashes: true })
        {
            squashes = Squashes.Match(commits, scan, await PullRefs.ReadAsync(repositoryPath, cancel));
            all = squashes.Found.Count == 0 ? commits : await CommitList.ReadAsync(repositoryPath, [tip, .. squashes.Found.Values.Select(found => found.Head).Distinct()], cancel);
            squashes.Place(all);
        }

        int[] kept = [all.NumberOf(tip), .. squashes.Found.Values.Select(found => all.NumberOf(found.Head)).Distinct()];
        History history = await new HistoryReader(repositoryPath, all, kept).ReadAsync(cancel);
        Borrowings? borrowings = options.LikeBlame ? null : new Borrowings(history, squashes, commits, scan);
        OriginMap map = await new RepositoryReplay(objects, history, kept[0], borrowings).RunAsync(squashes, scan, cancel);
        await objects.FinishAsync(cancel);
        return map;
    }
}
