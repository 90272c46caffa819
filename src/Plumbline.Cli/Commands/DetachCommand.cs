using System.CommandLine;
using Plumbline.Attach;
using Plumbline.Attach.Attaching;
using Plumbline.Attach.Connection;
using Plumbline.Attach.Processes;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

internal static class DetachCommand
{
    public static Command Build(VerbRunner verbs)
    {
        var process = new TargetOptions().Process;
        return verbs.Verb("detach", "Put all original code back and silence the agent.", c => RunAsync(c, c.Get(process)), process);
    }

    /// <summary>Never attaches: where no agent is, there is nothing to take back.</summary>
    private static async Task<ExitCode> RunAsync(VerbContext context, string process)
    {
        var facts = await ProcessSelector.SelectAsync(process).ConfigureAwait(false);
        var agent = await AgentSocket.TryOpenAsync(facts, AttachOptions.OwnerOfThisProcess, context.Cancel).ConfigureAwait(false);
        if (agent is null)
        {
            Write(context, new DetachedLine(facts.Pid, 0, []), NothingThere(facts));
            return ExitCode.Ok;
        }

        await using (agent.ConfigureAwait(false))
        {
            var detached = await agent.AskAsync<Detached>(new Detach(), context.Cancel).ConfigureAwait(false);
            Write(context, new DetachedLine(facts.Pid, detached.Reverted, detached.Remains), Done(detached.Reverted));
            return ExitCode.Ok;
        }
    }

    private static string Done(int reverted) => reverted == 0
        ? "No method held a probe any more; the agent is silent."
        : $"Original code is back in {StateText.Plural(reverted, "method")}; the agent is silent.";

    private static string NothingThere(TargetFacts facts) => facts.IsDotnet
        ? $"No agent listens in {facts.Pid} ({DotnetProcess.NameOf(facts)}): nothing to detach."
        : throw new AttachException(AttachFailure.NotDotnet, $"Process {facts.Pid} ({DotnetProcess.NameOf(facts)}) runs no .NET runtime.", "`plumb ps` lists the .NET processes.");

    private static void Write(VerbContext context, DetachedLine line, string text)
    {
        if (context.Json is { } json)
        {
            json.Write(line);
            return;
        }

        context.Terminal.Out.WriteLine(SafeText.OneLine(text));
        if (line.Remains.Length > 0)
        {
            context.Terminal.Out.WriteLine("What stays until the process ends:");
        }

        foreach (var rest in line.Remains)
        {
            context.Terminal.Out.WriteLine("  " + SafeText.OneLine(rest));
        }
    }
}
