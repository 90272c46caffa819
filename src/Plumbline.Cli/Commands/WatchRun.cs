using System.Runtime.CompilerServices;
using Plumbline.Attach;
using Plumbline.Attach.Connection;
using Plumbline.Attach.Processes;
using Plumbline.Cli.Captures;
using Plumbline.Cli.Json;
using Plumbline.Cli.Origins;
using Plumbline.Cli.Rendering;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

/// <summary>One watch, until Ctrl-C or until its time is over. When the process ends, it waits for one of the same name and goes on there.</summary>
internal sealed class WatchRun(VerbContext context, WatchOptions options)
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    /// <summary>A process that starts has its runtime by then, on a machine that is busy, too.</summary>
    private static readonly TimeSpan s_youth = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(context.Cancel);

    private FrameOrigins _origins = FrameOrigins.None;

    public async Task<ExitCode> RunAsync()
    {
        var facts = await ProcessSelector.SelectAsync(context.Get(options.Target.Process)).ConfigureAwait(false);
        var name = DotnetProcess.NameOf(facts);
        using var end = _end;
        var agent = await context.AttachAsync($"{facts.Pid}", context.Get(options.Target.Force)).ConfigureAwait(false);
        while (true)
        {
            try
            {
                await using (agent.ConfigureAwait(false))
                {
                    await WatchAsync(agent).ConfigureAwait(false);
                    return ExitCode.Ok;
                }
            }
            catch (AttachException gone) when (gone.Code == AttachFailure.ProcessGone)
            {
                context.Tell(SafeText.OneLine($"{gone.Message} Waiting for {name} to come back; Ctrl-C ends the watch."));
            }

            if (await NextAsync(name).ConfigureAwait(false) is not { } next)
            {
                return ExitCode.Ok;
            }

            agent = next;
        }
    }

    private async Task WatchAsync(AgentConnection agent)
    {
        if (!options.Keeps(context))
        {
            await StayAsync(agent, await ArmAsync(agent).ConfigureAwait(false), _ => { }).ConfigureAwait(false);
            return;
        }

        // Before anything is armed: while that takes its time, the store is opened.
        var keeper = CaptureKeeper.Start(context, agent);
        await using (keeper.ConfigureAwait(false))
        {
            await StayAsync(agent, await ArmAsync(agent).ConfigureAwait(false), keeper.Keep).ConfigureAwait(false);
        }
    }

    private async Task<WatchArmed> ArmAsync(AgentConnection agent)
    {
        ChangedFile[] changed = [];
        if (options.Repository(context) is { } repository)
        {
            changed = await repository.ChangedAsync(agent).ConfigureAwait(false);
            _origins = repository.Origins;
        }

        var armed = await agent.AskAsync<WatchArmed>(options.Request(context) with { Changed = changed }, context.Cancel).ConfigureAwait(false);
        if (options.Seconds(context) is > 0 and var seconds)
        {
            _end.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        context.Tell($"Watching process {agent.Welcome.Pid}, {FailureView.Armed(armed)}; Ctrl-C ends it.");
        return armed;
    }

    /// <summary>The agent of the next process of that name; null once the user has had enough.</summary>
    private async Task<AgentConnection?> NextAsync(string name)
    {
        var wait = new ProcessWait(name, s_youth);
        try
        {
            while (true)
            {
                await Task.Delay(s_look, _end.Token).ConfigureAwait(false);
                if (await wait.LookAsync().ConfigureAwait(false) is [var one] && await TryAttachAsync(one).ConfigureAwait(false) is { } agent)
                {
                    return agent;
                }
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>A process that has only just begun may not be ready: then it is tried again.</summary>
    private async Task<AgentConnection?> TryAttachAsync(TargetFacts facts)
    {
        try
        {
            return await context.AttachAsync($"{facts.Pid}", context.Get(options.Target.Force)).ConfigureAwait(false);
        }
        catch (AttachException notYet)
        {
            context.TellIfVerbose($"{facts.Pid} is not ready: {notYet.Message}");
            return null;
        }
    }

    private async Task StayAsync(AgentConnection agent, WatchArmed armed, Action<WireMessage> keep)
    {
        var view = new FailureView(context, _origins);
        view.Show(armed);
        try
        {
            while (true)
            {
                await foreach (var message in WaitingAsync(agent, _end.Token).ConfigureAwait(false))
                {
                    keep(message);
                    Show(view, message);
                }

                view.Tell(_origins.Words());
                if (context.Json is null)
                {
                    view.Tick();
                }
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            if (context.Json is null)
            {
                view.Finish();
            }
            else if (FrameOriginsLine.From(_origins.Late()) is { } late)
            {
                context.Json.Write(late);
            }

            await _origins.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Show(FailureView view, WireMessage message)
    {
        if (context.Json is not { } json)
        {
            view.Show(message);
        }
        else if (LineOf(message) is { } line)
        {
            json.Write(line);
        }
    }

    private JsonLine? LineOf(WireMessage message) => message switch
    {
        FailureSeen seen => FailureGroupLine.From(seen, _origins),
        Captured captured => CaptureLine.From(captured, _origins),
        FirstSeen first => FirstLine.From(first),
        SlowSeen slow => SlowCallLine.From(slow),
        Throughput seen => ThroughputLine.From(seen),
        _ => null,
    };

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
