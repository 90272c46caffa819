using System.CommandLine;
using Plumbline.Attach.Attaching;
using Plumbline.Attach.Connection;
using Plumbline.Attach.Doctor;
using Plumbline.Attach.Processes;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

internal static class DoctorCommand
{
    public static Command Build(VerbRunner verbs)
    {
        var process = new TargetOptions().Process;
        return verbs.Verb("doctor", "Check every precondition of attaching to a process.", c => RunAsync(c, c.Get(process)), process);
    }

    private static async Task<ExitCode> RunAsync(VerbContext context, string process)
    {
        var facts = await ProcessSelector.SelectAsync(process).ConfigureAwait(false);
        var results = Examination.Run(facts, AgentFiles.Own);
        if (context.Json is { } json)
        {
            foreach (var result in results)
            {
                json.Write(CheckLine.From(facts.Pid, result));
            }
        }
        else
        {
            Write(context.Terminal, facts, results);
            await WriteSelfLogAsync(context, facts).ConfigureAwait(false);
        }

        var failed = Array.Find(results, r => r.Outcome == CheckOutcome.Failed);
        return failed is null ? ExitCode.Ok : failed.Code is { } code and Attach.AttachFailure.NotDotnet ? ExitCodes.Of(code) : ExitCode.DoctorFound;
    }

    /// <summary>What an agent that is in the process already has to say about itself.</summary>
    private static async Task WriteSelfLogAsync(VerbContext context, TargetFacts facts)
    {
        try
        {
            if (await AgentSocket.TryOpenAsync(facts, AttachOptions.OwnerOfThisProcess, context.Cancel).ConfigureAwait(false) is not { } agent)
            {
                return;
            }

            await using (agent.ConfigureAwait(false))
            {
                foreach (var line in (await agent.AskAsync<ProbesListed>(new ListProbes(), context.Cancel).ConfigureAwait(false)).SelfLog)
                {
                    context.Terminal.Out.WriteLine("agent: " + SafeText.OneLine(line));
                }
            }
        }
        catch (Attach.AttachException trouble)
        {
            context.Terminal.Out.WriteLine(SafeText.OneLine($"agent: its log can't be read: {trouble.Message}"));
        }
    }

    private static void Write(Terminal terminal, TargetFacts facts, CheckResult[] results)
    {
        var palette = new Palette(terminal.Color);
        var width = results.Max(r => r.Name.Length);
        terminal.Out.WriteLine($"{facts.Pid} {SafeText.OneLine(DotnetProcess.NameOf(facts))}");
        foreach (var result in results)
        {
            var mark = result.Outcome switch
            {
                CheckOutcome.Ok => palette.Good("ok     "),
                CheckOutcome.Failed => palette.Bad("failed "),
                _ => palette.Warning("unknown"),
            };
            terminal.Out.WriteLine($"  {mark}  {result.Name.PadRight(width)}  {SafeText.OneLine(result.Detail)}");
            if (result.Cure is { } cure)
            {
                terminal.Out.WriteLine($"  {new string(' ', 9 + width)}  → {SafeText.OneLine(cure)}");
            }
        }

        terminal.Out.WriteLine(Verdict(results));
    }

    private static string Verdict(CheckResult[] results)
    {
        var failed = results.Count(r => r.Outcome == CheckOutcome.Failed);
        return failed == 0 ? "plumb can attach." : $"plumb can't attach: {failed} of {results.Length} checks failed.";
    }
}
