using System.CommandLine;
using Plumbline.Cli.Origins;

namespace Plumbline.Cli.Commands;

/// <summary><c>plumb origin</c> and what stands under it.</summary>
internal static class OriginCommand
{
    public static Command Build(VerbRunner verbs)
    {
        var query = new OriginQuery();
        var target = new Argument<string?>("FILE") { Description = "A file, or some of its lines: FILE:LINE or FILE:FROM-TO. Without it, the whole revision.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => null };
        var export = new Option<string?>("--export") { Description = "agent-trace: write Agent Trace records of the revision.", HelpName = "FORMAT" };
        export.AcceptOnlyFromAmong("agent-trace");
        var command = verbs.Verb(
            "origin",
            "Tell who wrote every line: AI or human, with evidence.",
            context => RunAsync(context, query, context.Get(target), context.Get(export)),
            [target, .. query.All, export]);
        foreach (var part in OriginParts.All(verbs, query))
        {
            command.Add(part);
        }

        return command;
    }

    private static Task<ExitCode> RunAsync(VerbContext context, OriginQuery query, string? target, string? export) => (target, export) switch
    {
        (_, not null) => TraceExportRun.RunAsync(context, query, target),
        (null, _) => SummaryRun.RunAsync(context, query),
        _ => FileRun.RunAsync(context, query, target),
    };
}
