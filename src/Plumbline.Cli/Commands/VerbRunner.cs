using System.CommandLine;
using Plumbline.Attach;
using Plumbline.Cli.Json;
using Plumbline.Cli.Origins;
using Plumbline.Cli.Rendering;
using Plumbline.Git;
using Plumbline.Store;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

/// <summary>Turns a verb's work into a command: the one place where failures become words and exit codes.</summary>
internal sealed class VerbRunner(Terminal terminal, SharedOptions shared)
{
    public Command Verb(string name, string description, Func<VerbContext, Task<ExitCode>> work, params IEnumerable<Symbol> symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Argument argument:
                    command.Add(argument);
                    break;
                case Option option:
                    command.Add(option);
                    break;
            }
        }

        command.SetAction(async (parsed, cancel) => (int)await RunAsync(work, parsed, cancel).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitCode> RunAsync(Func<VerbContext, Task<ExitCode>> work, ParseResult parsed, CancellationToken cancel)
    {
        var verbose = parsed.GetValue(shared.Verbose);
        var json = parsed.GetValue(shared.Json) ? new JsonOutput(terminal.Out) : null;
        try
        {
            return await work(new VerbContext(terminal, parsed, verbose, json, cancel)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (FailureOf(e) is { } failure)
        {
            Show(failure, json);
            ShowTrace(e, verbose);
            return ExitCodes.Of(failure.Code);
        }
        catch (IOException e)
        {
            // The reader of our output went away (a closed pipe), or a full disk takes no more: nobody is left to tell.
            ShowTrace(e, verbose);
            return ExitCode.OutputClosed;
        }
#pragma warning disable CA1031 // The last resort of the program: an error it did not foresee still ends in one sentence.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Show(new Failure(FailureCode.Internal, $"plumb failed: {e.GetType().Name}: {e.Message}", "Run it with --verbose and report what it prints."), json);
            ShowTrace(e, verbose);
            return ExitCode.InternalError;
        }
    }

    private static Failure? FailureOf(Exception e) => e switch
    {
        AttachException attach => attach.Report ?? new Failure(attach.Code, attach.Message, attach.Cure),
        UsageException usage => new Failure(UsageException.Code, usage.Message),
        SettingsException settings => new Failure(SettingsException.Code, settings.Message),
        LookupException lookup => new Failure(lookup.Code, lookup.Message, lookup.Cure, Candidates: lookup.Candidates),
        GitException git => OriginFailure.From(git),
        StoreException store => new Failure(store.Code, store.Message, store.Cure),
        _ => null,
    };

    private void Show(Failure failure, JsonOutput? json)
    {
        FailureText.Write(terminal.Error, failure);
        json?.Write(JsonLine.From(failure));
    }

    private void ShowTrace(Exception e, bool verbose)
    {
        if (verbose)
        {
            terminal.Error.WriteLine(e.ToString());
        }
    }
}
