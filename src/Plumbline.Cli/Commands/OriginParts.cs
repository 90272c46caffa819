using System.CommandLine;
using Plumbline.Cli.Origins;

namespace Plumbline.Cli.Commands;

/// <summary>The verbs under <c>plumb origin</c>.</summary>
internal static class OriginParts
{
    public static IEnumerable<Command> All(VerbRunner verbs, OriginQuery query)
    {
        yield return Why(verbs, query);
        yield return Signatures(verbs, query);
    }

    private static Command Why(VerbRunner verbs, OriginQuery query)
    {
        var line = new Argument<string>("FILE:LINE") { Description = "One line." };
        return verbs.Verb("why", "Show the whole chain of evidence of one line.", context => WhyRun.RunAsync(context, query, context.Get(line)), line);
    }

    private static Command Signatures(VerbRunner verbs, OriginQuery query) =>
        verbs.Verb("signatures", "List the marks that tools leave in commits, as they are known.", context => Task.FromResult(SignaturesRun.Run(context, query)));
}
