using System.CommandLine;
using System.Globalization;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

internal static class ProbesCommand
{
    public static Command Build(VerbRunner verbs)
    {
        var target = new TargetOptions();
        return verbs.Verb("probes", "Show what is placed in a process, by whom, until when, and its state.", c => RunAsync(c, target), target.Process, target.Force);
    }

    private static async Task<ExitCode> RunAsync(VerbContext context, TargetOptions target)
    {
        var agent = await context.AttachAsync(context.Get(target.Process), context.Get(target.Force)).ConfigureAwait(false);
        await using (agent.ConfigureAwait(false))
        {
            var listed = await agent.AskAsync<ProbesListed>(new ListProbes(), context.Cancel).ConfigureAwait(false);
            if (context.Json is { } json)
            {
                WriteJson(json, agent.Welcome, listed);
            }
            else
            {
                Write(context, listed);
            }

            return ExitCode.Ok;
        }
    }

    private static void WriteJson(JsonOutput json, Welcome welcome, ProbesListed listed)
    {
        json.Write(new AgentLine(
            welcome.Pid,
            welcome.Build,
            welcome.RuntimeVersion,
            listed.Budget.UsedShare,
            listed.Budget.AllowedShare,
            listed.SelfLog));
        foreach (var probe in listed.Probes)
        {
            json.Write(ProbeLine.From(probe));
        }
    }

    private static void Write(VerbContext context, ProbesListed listed)
    {
        var output = context.Terminal.Out;
        if (listed.Probes.Length == 0)
        {
            output.WriteLine("No probe is placed.");
        }

        foreach (var probe in listed.Probes)
        {
            output.WriteLine($"{probe.Probe}  {probe.Kind.ToString().ToLowerInvariant()} {SafeText.OneLine(probe.Place)}  by {SafeText.OneLine(probe.Owner)}{Until(probe)}");
            foreach (var line in StateText.Change(probe, allSites: true).Concat(StateText.Summary(probe)))
            {
                output.WriteLine("   " + line);
            }
        }

        var budget = listed.Budget;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Probes used {budget.UsedShare:P2} of one core over the last 10 s; they may use {budget.AllowedShare:P2}."));
        if (context.Verbose || listed.Probes.Length == 0)
        {
            foreach (var line in listed.SelfLog)
            {
                output.WriteLine("agent: " + SafeText.OneLine(line));
            }
        }
    }

    private static string Until(ProbeStatus probe) =>
        probe.State is ProbeState.Removed or ProbeState.Refused ? "" : $"  until {Clock(probe.ExpiresAt)}";

    private static string Clock(long milliseconds) => WireTime.Text(milliseconds * 1000)[11..19] + " UTC";
}
