using System.CommandLine;
using System.Runtime.CompilerServices;
using Plumbline.Attach;
using Plumbline.Attach.Connection;
using Plumbline.Cli.Captures;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Settings;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

internal static class WatchCommand
{
    private const int DefaultDays = 14;
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(50);

    public static Command Build(VerbRunner verbs)
    {
        var target = new TargetOptions();
        var arm = new Option<string[]>("--arm")
        {
            Description = "Have these methods capture their values from the first failure on: a part of a name, or all for user code. May be repeated.",
            HelpName = "pattern",
            DefaultValueFactory = _ => [],
        };
        var noStore = new Option<bool>("--no-store") { Description = "Keep nothing of what is seen; else `plumb captures` lists it." };
        var repository = new Option<string?>("--repo") { Description = "Arm the methods whose lines changed lately in this git repository.", HelpName = "path" };
        var since = Quantity.Option("--since", "How far back a change is still new.", DefaultDays * 86_400.0, Quantity.Seconds, "14d");
        return verbs.Verb(
            "watch",
            "Stay with a process and show each new failure as it happens.",
            context => RunAsync(context, target, context.Get(arm) ?? [], RepositoryOf(context, repository, since), !context.Get(noStore)),
            target.Process,
            repository,
            since,
            arm,
            noStore,
            target.Force);
    }

    private static WatchRepository? RepositoryOf(VerbContext context, Option<string?> repository, Option<double> since) =>
        context.Get(repository) is { } path ? new WatchRepository(context, path, TimeSpan.FromSeconds(context.Get(since))) : null;

    private static async Task<ExitCode> RunAsync(VerbContext context, TargetOptions target, string[] arm, WatchRepository? repository, bool keep)
    {
        var rules = RedactionFile.Find(Environment.CurrentDirectory);
        var redaction = rules is null ? new RedactionRules() : RedactionFile.Load(rules);
        var agent = await context.AttachAsync(context.Get(target.Process), context.Get(target.Force)).ConfigureAwait(false);
        await using (agent.ConfigureAwait(false))
        {
            if (!keep)
            {
                return await StayAsync(context, agent, await ArmAsync(agent).ConfigureAwait(false), _ => { }).ConfigureAwait(false);
            }

            // Before anything is armed: while that takes its time, the store is opened.
            var keeper = CaptureKeeper.Start(context, agent);
            await using (keeper.ConfigureAwait(false))
            {
                return await StayAsync(context, agent, await ArmAsync(agent).ConfigureAwait(false), keeper.Keep).ConfigureAwait(false);
            }
        }

        async Task<WatchArmed> ArmAsync(AgentConnection agent)
        {
            var changed = repository is null ? [] : await repository.ChangedAsync(agent).ConfigureAwait(false);
            var request = new WatchFailures { Arm = arm, Changed = changed, Redaction = redaction };
            var armed = await agent.AskAsync<WatchArmed>(request, context.Cancel).ConfigureAwait(false);
            context.Tell($"Watching process {agent.Welcome.Pid}; Ctrl-C ends it.");
            return armed;
        }
    }

    private static async Task<ExitCode> StayAsync(VerbContext context, AgentConnection agent, WatchArmed armed, Action<WireMessage> keep)
    {
        var view = new FailureView(context);
        view.Show(armed);
        try
        {
            while (true)
            {
                await foreach (var message in WaitingAsync(agent, context.Cancel).ConfigureAwait(false))
                {
                    keep(message);
                    Show(context, view, message);
                }

                if (context.Json is null)
                {
                    view.Tick();
                }
            }
        }
        catch (OperationCanceledException) when (context.Cancel.IsCancellationRequested)
        {
            Finish(context, view);
            return ExitCode.Ok;
        }
        catch (AttachException)
        {
            Finish(context, view);
            throw;
        }
    }

    private static void Finish(VerbContext context, FailureView view)
    {
        if (context.Json is null)
        {
            view.Finish();
        }
    }

    private static void Show(VerbContext context, FailureView view, WireMessage message)
    {
        if (context.Json is not { } json)
        {
            view.Show(message);
        }
        else if (message is FailureSeen seen)
        {
            json.Write(FailureGroupLine.From(seen));
        }
        else if (message is Captured captured)
        {
            json.Write(CaptureLine.From(captured));
        }
    }

    /// <summary>What has come, after a moment for more of it to come.</summary>
    private static async IAsyncEnumerable<WireMessage> WaitingAsync(AgentConnection agent, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.Delay(s_tick, cancel).ConfigureAwait(false);
        while (agent.Events.TryRead(out var message))
        {
            yield return message;
        }

        if (agent.Events.Completion.IsCompleted)
        {
            await agent.Events.Completion.ConfigureAwait(false);
        }
    }
}
