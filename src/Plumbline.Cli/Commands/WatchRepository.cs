using Plumbline.Attach.Connection;
using Plumbline.Cli.Origins;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Sources;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

/// <summary>Which lines of the running build changed lately, by the repository that it was built from.</summary>
internal sealed class WatchRepository(VerbContext context, string path, TimeSpan since)
{
    private readonly GitRepository _repository = new(path);

    /// <summary>Who wrote the lines of the running commit; of none before it is known.</summary>
    public FrameOrigins Origins { get; private set; } = FrameOrigins.None;

    /// <summary>Says which code is really running, and gives the lines that changed before it was built.</summary>
    public async Task<ChangedFile[]> ChangedAsync(AgentConnection agent)
    {
        var head = await _repository.CommitAsync("HEAD", context.Cancel).ConfigureAwait(false)
            ?? throw new UsageException($"{path} is no git repository with a commit.");
        var build = await agent.AskAsync<BuildDescribed>(new DescribeBuild(), context.Cancel).ConfigureAwait(false);
        if (await RunningAsync(build, head).ConfigureAwait(false) is not { } running)
        {
            return [];
        }

        Origins = FrameOrigins.Start(context, path, running);
        var before = await _repository.BeforeAsync(running, DateTimeOffset.UtcNow - since, context.Cancel).ConfigureAwait(false);
        var changed = ChangedLines.Parse(await _repository.DiffAsync(before, running, context.Cancel).ConfigureAwait(false));
        return await ChangedByPersons.TakeOutAsync(context, path, running, changed).ConfigureAwait(false);
    }

    /// <returns>The commit that runs; null where the repository does not have it.</returns>
    private async Task<string?> RunningAsync(BuildDescribed build, string head)
    {
        if (build.Commit is not { } commit)
        {
            context.Tell($"The running build does not say its commit, so lines are taken as they are at HEAD ({head[..9]}).");
            return head;
        }

        if (await _repository.CommitAsync(commit, context.Cancel).ConfigureAwait(false) is not { } running)
        {
            context.Tell(SafeText.OneLine($"The process runs {build.Assembly} of commit {commit}, which {path} does not have: no method is armed by its changes. Fetch it, or give the repository it was built from."));
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
}
