using System.CommandLine;

namespace Plumbline.Cli.Commands;

internal static class WatchCommand
{
    public static Command Build(VerbRunner verbs)
    {
        var options = new WatchOptions();
        return verbs.Verb(
            "watch",
            "Stay with a process and show each new failure as it happens.",
            context => new WatchRun(context, options).RunAsync(),
            options.Symbols);
    }
}
