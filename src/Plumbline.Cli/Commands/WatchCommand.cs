using System.CommandLine;
using System.Runtime.CompilerServices;
using Plumbline.Attach;
using Plumbline.Attach.Connection;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Settings;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

internal static class WatchCommand
{
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
        var slow = Quantity.Option("--slow", "Tell of calls of armed methods that take longer, and where their time went.", 0, Quantity.Seconds, "500ms");
        return verbs.Verb(
            "watch",
            "Stay with a process and show each new failure as it happens.",
            context => RunAsync(context, target, new WatchFailures { Arm = context.Get(arm) ?? [], SlowMilliseconds = context.Get(slow) * 1000 }),
            target.Process,
            arm,
            slow,
            target.Force);
    }

    private static async Task<ExitCode> RunAsync(VerbContext context, TargetOptions target, WatchFailures request)
    {
        var rules = RedactionFile.Find(Environment.CurrentDirectory);
        var redaction = rules is null ? new RedactionRules() : RedactionFile.Load(rules);
        var agent = await context.AttachAsync(context.Get(target.Process), context.Get(target.Force)).ConfigureAwait(false);
        await using (agent.ConfigureAwait(false))
        {
            var armed = await agent.AskAsync<WatchArmed>(request with { Redaction = redaction }, context.Cancel).ConfigureAwait(false);
            context.Tell($"Watching process {agent.Welcome.Pid}; Ctrl-C ends it.");
            var view = new FailureView(context);
            view.Show(armed);
            try
            {
                while (true)
                {
                    await foreach (var message in WaitingAsync(agent, context.Cancel).ConfigureAwait(false))
                    {
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
        else if (message is FirstSeen first)
        {
            json.Write(FirstLine.From(first));
        }
        else if (message is SlowSeen slow)
        {
            json.Write(SlowCallLine.From(slow));
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
