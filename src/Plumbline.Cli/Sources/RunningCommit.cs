using Plumbline.Cli.Commands;
using Plumbline.Cli.Rendering;
using Plumbline.Git;
using Plumbline.Git.Claims;
using Plumbline.Wire;

namespace Plumbline.Cli.Sources;

/// <summary>Which commit of a repository a process was built from.</summary>
/// <param name="context">Hears where that is not the commit that is checked out.</param>
/// <param name="path">A folder in the repository.</param>
internal sealed class RunningCommit(VerbContext context, string path)
{
    private readonly GitRepository _repository = new(path);

    /// <param name="build">What the process says of itself.</param>
    /// <param name="without">What can't be had where the repository lacks the commit.</param>
    /// <returns>The whole name of the commit; null where the repository does not have it.</returns>
    /// <exception cref="GitException">There is no git, no repository, or no commit in it.</exception>
    public async Task<string?> FindAsync(BuildDescribed build, string without)
    {
        var head = RevisionList.Id(path, "HEAD", context.Cancel);
        if (build.Commit is not { } commit)
        {
            context.Tell($"The running build does not say its commit, so lines are taken as they are at HEAD ({head[..9]}).");
            return head;
        }

        if (await TryFindAsync(commit).ConfigureAwait(false) is not { } running)
        {
            context.Tell(SafeText.OneLine($"The process runs {build.Assembly} of commit {commit}, which {path} does not have: {without}. Fetch it, or give the repository it was built from."));
            return null;
        }

        if (running != head)
        {
            var behind = await _repository.DistanceAsync(running, head, context.Cancel).ConfigureAwait(false);
            var ahead = await _repository.DistanceAsync(head, running, context.Cancel).ConfigureAwait(false);
            context.Tell($"The process runs commit {running[..9]}, not HEAD ({head[..9]}): {behind} commits behind, {ahead} ahead. Lines are those of {running[..9]}.");
        }

        return running;
    }

    private async Task<string?> TryFindAsync(string commit)
    {
        try
        {
            return RevisionList.Id(path, commit, context.Cancel);
        }
        catch (GitException)
        {
            return null;
        }
    }
}
