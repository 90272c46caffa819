using Plumbline.Attach.Connection;
using Plumbline.Cli.Origins;
using Plumbline.Cli.Sources;
using Plumbline.Git;
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
        var build = await agent.AskAsync<BuildDescribed>(new DescribeBuild(), context.Cancel).ConfigureAwait(false);
        if (await RunningAsync(build).ConfigureAwait(false) is not { } running)
        {
            return [];
        }

        Origins = FrameOrigins.Start(context, path, running);
        var before = await _repository.BeforeAsync(running, DateTimeOffset.UtcNow - since, context.Cancel).ConfigureAwait(false);
        var changed = ChangedLines.Parse(await _repository.DiffAsync(before, running, context.Cancel).ConfigureAwait(false));
        return await ChangedByPersons.TakeOutAsync(context, path, running, changed).ConfigureAwait(false);
    }

    private async Task<string?> RunningAsync(BuildDescribed build)
    {
        try
        {
            return await new RunningCommit(context, path).FindAsync(build, "no method is armed by its changes").ConfigureAwait(false);
        }
        catch (GitException e)
        {
            throw new UsageException($"{path} is no git repository with a commit.", e);
        }
    }
}
