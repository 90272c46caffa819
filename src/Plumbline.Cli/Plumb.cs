using System.CommandLine;
using System.CommandLine.Help;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Rendering;

namespace Plumbline.Cli;

/// <summary>The program: its verbs, and the one place where a command line becomes an exit code.</summary>
internal static class Plumb
{
    /// <summary>Time after Ctrl-C in which a probe is removed, what waits is stored and the summary printed, before the program is ended.</summary>
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(15);

    /// <summary>Expressions begin with <c>@return</c> and such, so an at sign must not mean a response file.</summary>
    private static readonly ParserConfiguration s_parsing = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancel)
    {
        try
        {
            return await ParseAndRunAsync(args, terminal, cancel).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Help that is piped into a pager, or the word about a failure: the reader has gone, and nobody is left to tell.
            return (int)ExitCode.OutputClosed;
        }
    }

    private static async Task<int> ParseAndRunAsync(string[] args, Terminal terminal, CancellationToken cancel)
    {
        // Who types nothing but the name wants to know what there is. A script that lost its arguments still fails.
        var nothing = args.Length == 0;
        var parsed = Root(terminal).Parse(nothing ? ["--help"] : args, s_parsing);
        if ((parsed.Errors.Count > 0 || UsageText.Misplaced(parsed).Any()) && parsed.Action is not ExampledHelp)
        {
            return (int)Refuse(parsed, terminal);
        }

        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = s_farewell,
        };
        var exit = await parsed.InvokeAsync(configuration, cancel).ConfigureAwait(false);
        return nothing ? (int)ExitCode.Usage : exit;
    }

    public static RootCommand Root(Terminal terminal)
    {
        var shared = new SharedOptions();
        var verbs = new VerbRunner(terminal, shared);
        var root = new RootCommand("Look inside a running .NET process: no restart, nothing prepared.")
        {
            shared.Json,
            shared.Verbose,
            PsCommand.Build(verbs),
            DoctorCommand.Build(verbs),
            MethodsCommand.Build(verbs),
            LinesCommand.Build(verbs),
            SnapshotCommand.Build(verbs),
            LogCommand.Build(verbs),
            CountCommand.Build(verbs),
            TimeCommand.Build(verbs),
            StackCommand.Build(verbs),
            RecordCommand.Build(verbs),
            WatchCommand.Build(verbs),
            CapturesCommand.Build(verbs),
            ShowCommand.Build(verbs),
            ExportCommand.Build(verbs),
            OriginCommand.Build(verbs),
            InitCommand.Build(verbs),
            IngestCommand.Build(verbs),
            IncidentsCommand.Build(verbs),
            IncidentCommand.Build(verbs),
            DeploymentsCommand.Build(verbs),
            ChangeCommand.Build(verbs),
            ExplainCommand.Build(verbs),
            TaxCommand.Build(verbs, Tax.LedgerSource.OpenAsync),
            ProbesCommand.Build(verbs),
            DetachCommand.Build(verbs),
        };
        foreach (var option in root.Options)
        {
            if (option.Action is HelpAction help)
            {
                help.MaxWidth = terminal.Width;
                option.Action = new ExampledHelp(help);
            }
        }

        return root;
    }

    private static ExitCode Refuse(ParseResult parsed, Terminal terminal)
    {
        var verb = parsed.CommandResult.Command is RootCommand ? "" : " " + ExampledHelp.NameOf(parsed.CommandResult.Command);
        foreach (var sentence in UsageText.Of(parsed))
        {
            terminal.Error.WriteLine("plumb: " + SafeText.OneLine(sentence));
        }

        terminal.Error.WriteLine($"See `plumb{verb} --help`.");
        return ExitCode.Usage;
    }
}
