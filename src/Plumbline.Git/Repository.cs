using System.Text;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>Questions about a repository as a whole.</summary>
internal static class Repository
{
    /// <summary>The commit that a revision names.</summary>
    public static ObjectId CommitOf(string folder, string revision, CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
        {
            throw new GitException(GitFailure.NoRepository, $"there is no folder {folder}");
        }

        try
        {
            byte[] answer = GitQuestion.Ask(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], cancel);
            return ObjectId.Parse(answer.AsSpan().Trim((byte)'\n'));
        }
        catch (GitException e) when (e.Failure == GitFailure.Failed)
        {
            GitVersion.Check(folder, cancel);
            throw IsUnborn(folder, revision, cancel)
                ? new GitException(GitFailure.Unborn, "the repository has no commit yet", e)
                : new GitException(GitFailure.NoRevision, $"'{revision}' names no commit here", e);
        }
    }

    /// <summary>The address of the remote called origin, or the name of the folder.</summary>
    public static string NameOf(string folder, CancellationToken cancel)
    {
        try
        {
            return Encoding.UTF8.GetString(GitQuestion.Ask(folder, ["config", "--get", "remote.origin.url"], cancel)).Trim();
        }
        catch (GitException e) when (e.Failure == GitFailure.Failed)
        {
            return Path.GetFileName(Path.GetFullPath(folder).TrimEnd('/'));
        }
    }

    private static bool IsUnborn(string folder, string revision, CancellationToken cancel)
    {
        if (revision != "HEAD")
        {
            return false;
        }

        byte[] any = GitQuestion.Ask(folder, ["rev-list", "--all", "--max-count=1"], cancel);
        return any.Length == 0;
    }
}
