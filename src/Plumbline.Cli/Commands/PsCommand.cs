using System.CommandLine;
using Plumbline.Attach.Attaching;
using Plumbline.Attach.Processes;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;

namespace Plumbline.Cli.Commands;

internal static class PsCommand
{
    public static Command Build(VerbRunner verbs) =>
        verbs.Verb("ps", "List .NET processes, and whether plumb can attach to each.", RunAsync);

    private static async Task<ExitCode> RunAsync(VerbContext context)
    {
        var processes = await ProcessListing.AllAsync(AgentFiles.Own).ConfigureAwait(false);
        if (context.Json is { } json)
        {
            foreach (var process in processes)
            {
                json.Write(ProcessLine.From(process));
            }

            return ExitCode.Ok;
        }

        if (processes.Length == 0)
        {
            context.Tell("No .NET process is running here that you can see.");
            return ExitCode.Ok;
        }

        Write(context.Terminal, processes);
        return ExitCode.Ok;
    }

    private static void Write(Terminal terminal, DotnetProcess[] processes)
    {
        string[] heads = ["PID", "NAME", "RUNTIME", "ARCH", "USER", "ATTACH", "COMMAND"];
        var rows = processes.Select(Row).ToArray();
        foreach (var line in Table.Lines(heads, rows))
        {
            terminal.Out.WriteLine(terminal.Live && line.Length >= terminal.Width ? line[..(terminal.Width - 1)] + "…" : line);
        }

        foreach (var alike in processes.Where(p => p.Refusal is not null).GroupBy(p => (p.Refusal!.Detail, p.Refusal.Cure)))
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine($"{string.Join(", ", alike.Select(p => p.Pid))}: {SafeText.OneLine(alike.Key.Detail)}");
            terminal.Out.WriteLine($"  {SafeText.OneLine(alike.Key.Cure ?? "")}");
        }
    }

    private static string[] Row(DotnetProcess p) =>
    [
        p.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture),
        SafeText.OneLine(p.Name),
        SafeText.OneLine(p.RuntimeVersion ?? "?"),
        SafeText.OneLine(p.Architecture ?? "?"),
        SafeText.OneLine(p.User),
        p.Refusal is null ? "yes" : "no: " + p.Refusal.Code,
        SafeText.OneLine(p.CommandLine),
    ];
}
