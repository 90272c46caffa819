using System.CommandLine;
using Plumbline.Cli.Origins;

namespace Plumbline.Cli.Commands;

/// <summary>The verbs under <c>plumb origin</c>.</summary>
internal static class OriginParts
{
    public static IEnumerable<Command> All(VerbRunner verbs, OriginQuery query)
    {
        yield return Why(verbs, query);
        yield return Method(verbs, query);
        yield return Log(verbs, query);
        yield return Fetch(verbs, query);
        yield return Signatures(verbs, query);
    }

    private static Command Why(VerbRunner verbs, OriginQuery query)
    {
        var line = new Argument<string>("FILE:LINE") { Description = "One line." };
        return verbs.Verb("why", "Show the whole chain of evidence of one line.", context => WhyRun.RunAsync(context, query, context.Get(line)), line, query.Rev, query.Repo, query.Path, query.Csv);
    }

    private static Command Method(VerbRunner verbs, OriginQuery query)
    {
        var name = new Argument<string>("NAME") { Description = "A method's name, as much of it as is needed: Checkout, or Orders.Checkout." };
        return verbs.Verb("method", "Tell the origin of a method, by the length of its lines.", context => MethodRun.RunAsync(context, query, context.Get(name)), [name, .. query.All]);
    }

    private static Command Log(VerbRunner verbs, OriginQuery query)
    {
        var limit = new Option<int>("--limit") { Description = "List at most so many commits.", HelpName = "N", DefaultValueFactory = _ => 30 };
        var plot = new Option<bool>("--plot") { Description = "Draw what each week added, by origin." };
        return verbs.Verb(
            "log",
            "List commits with their origin and marks, and what each week added.",
            context => LogRun.RunAsync(context, query, context.Get(limit) is > 0 and var most ? most : throw new UsageException("--limit must be at least 1."), context.Get(plot)),
            [.. query.All, limit, plot]);
    }

    private static Command Fetch(VerbRunner verbs, OriginQuery query)
    {
        var remote = new Option<string?>("--remote") { Description = "The remote; else origin, or the only one.", HelpName = "NAME" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        return verbs.Verb(
            "fetch",
            "Fetch notes and pull requests, which a plain clone lacks.",
            context => FetchRun.RunAsync(context, query, context.Get(remote), context.Get(yes)),
            query.Repo,
            query.Csv,
            remote,
            yes);
    }

    private static Command Signatures(VerbRunner verbs, OriginQuery query) =>
        verbs.Verb("signatures", "List the marks that tools leave in commits, as they are known.", context => Task.FromResult(SignaturesRun.Run(context, query)), query.Csv);
}
