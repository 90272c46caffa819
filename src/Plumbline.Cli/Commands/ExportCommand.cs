using System.CommandLine;
using System.Text;
using Plumbline.Cli.Captures;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Runtime;
using Plumbline.Store;

namespace Plumbline.Cli.Commands;

internal static class ExportCommand
{
    private const string Output = "-";

    public static Command Build(VerbRunner verbs)
    {
        var options = new QueryOptions();
        var file = new Argument<string>("FILE") { Description = "A new file, or - for standard output.", DefaultValueFactory = _ => Output };
        var format = new Option<string>("--format") { Description = "jsonl: one JSON object a line (docs/json.md).", HelpName = "FORMAT", DefaultValueFactory = _ => "jsonl" };
        format.AcceptOnlyFromAmong("jsonl");
        return verbs.Verb(
            "export",
            "Write what is stored in full, oldest first, one JSON object a line.",
            context => Task.FromResult(Run(context, options.Read(context), context.Get(file))),
            [file, .. options.Symbols, format]);
    }

    private static ExitCode Run(VerbContext context, EntryQuery query, string file)
    {
        using var store = OpenStore.Find(context);
        if (store is null)
        {
            return ExitCode.Ok;
        }

        if (file == Output)
        {
            Write(context, store, query, context.Terminal.Out);
            return ExitCode.Ok;
        }

        using var writer = new StreamWriter(Create(file), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        var (entries, failures) = Write(context, store, query, writer);
        context.Tell($"{StateText.Plural(entries, "entry", "entries")} and {StateText.Plural(failures, "group")} of failures are in {SafeText.OneLine(file)}.");
        return ExitCode.Ok;
    }

    private static (int Entries, int Failures) Write(VerbContext context, StoreReader store, EntryQuery query, TextWriter output)
    {
        var json = new JsonOutput(output);
        var entries = 0;
        foreach (var (entry, message) in store.Export(query))
        {
            context.Cancel.ThrowIfCancellationRequested();
            json.Write(StoredMessage.Line(entry, message));
            entries++;
        }

        var failures = store.Failures(query);
        foreach (var failure in failures.Reverse())
        {
            json.Write(StoredMessage.Line(failure, store.Message(failure.Id)));
        }

        return (entries, failures.Count);
    }

    /// <summary>Captured values are for their user alone, here as in the store; and a file that is there may be of worth.</summary>
    private static FileStream Create(string file)
    {
        try
        {
            return new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file {file} can't be made: {e.Message}");
        }
    }
}
