using System.Text;
using Plumbline.Origin;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

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
        History history = await new HistoryReader(repositoryPath).ReadAsync([tip], cancel);
        var replay = new RepositoryReplay(repositoryPath, history, history.CommitNumbers[tip]);
        return await replay.RunAsync(cancel);
    }
}
