using System.CommandLine;
using System.Threading.Channels;
using Plumbline.Attach;
using Plumbline.Attach.Connection;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Settings;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

internal static class WatchCommand
{
    public static Command Build(VerbRunner verbs)
    {
        var target = new TargetOptions();
        var arm = new Option<string[]>("--arm")
        {
            Description = "Have these methods capture their values from the first failure on: a part of a name, or all for user code. May be repeated.",
            HelpName = "pattern",
            DefaultValueFactory = _ => [],
        };
        return verbs.Verb(
            "watch",
            "Stay with a process and show each new failure as it happens.",
            context => RunAsync(context, target, context.Get(arm) ?? []),
            target.Process,
            arm,
            target.Force);
    }

    private static async Task<ExitCode> RunAsync(VerbContext context, TargetOptions target, string[] arm)
    {
        var rules = RedactionFile.Find(Environment.CurrentDirectory);
        var redaction = rules is null ? new RedactionRules() : RedactionFile.Load(rules);
        var agent = await context.AttachAsync(context.Get(target.Process), context.Get(target.Force)).ConfigureAwait(false);
        await using (agent.ConfigureAwait(false))
        {
            var armed = await agent.AskAsync<WatchArmed>(new WatchFailures { Arm = arm, Redaction = redaction }, context.Cancel).ConfigureAwait(false);
            context.Tell($"Watching process {agent.Welcome.Pid}; Ctrl-C ends it.");
            var view = new FailureView(context);
            view.Show(armed);
            try
            {
                while (true)
                {
                    Show(context, view, await NextAsync(agent, context.Cancel).ConfigureAwait(false));
                }
            }
            catch (OperationCanceledException) when (context.Cancel.IsCancellationRequested)
            {
                view.Finish();
                return ExitCode.Ok;
            }
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
    }

    private static async Task<WireMessage> NextAsync(AgentConnection agent, CancellationToken cancel)
    {
        try
        {
            return await agent.Events.ReadAsync(cancel).ConfigureAwait(false);
        }
        catch (ChannelClosedException e) when (e.InnerException is AttachException reason)
        {
            throw reason;
        }
    }
}
