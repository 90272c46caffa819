using System.CommandLine;
using Plumbline.Cli.Captures;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Runtime;
using Plumbline.Store;

namespace Plumbline.Cli.Commands;

internal static class CapturesCommand
{
    private const int UsualLimit = 50;

    public static Command Build(VerbRunner verbs)
    {
        var options = new QueryOptions();
        var limit = new Option<int>("--limit") { Description = "Show at most so many.", HelpName = "N", DefaultValueFactory = _ => UsualLimit };
        var delete = new Option<bool>("--delete") { Description = "Take out of the store what matches, or everything where nothing is said." };
        return verbs.Verb(
            "captures",
            "List what is stored, newest first: captures, failures, logs.",
            context => Task.FromResult(Run(context, options.Read(context), context.Get(limit), context.Get(delete))),
            [.. options.Symbols, limit, delete]);
    }

    private static ExitCode Run(VerbContext context, EntryQuery query, int limit, bool delete)
    {
        if (limit < 1)
        {
            throw new UsageException("--limit must be at least 1.");
        }

        using var store = OpenStore.Find(context);
        if (store is null)
        {
            return ExitCode.Ok;
        }

        if (delete)
        {
            Delete(context, store, query);
        }
        else if (context.Json is { } json)
        {
            WriteJson(json, store, query with { Limit = limit });
        }
        else
        {
            Write(context, store, query, limit);
        }

        return ExitCode.Ok;
    }

    private static void Delete(VerbContext context, StoreReader store, EntryQuery query)
    {
        var (entries, failures) = store.Delete(query);
        context.Tell($"Deleted {StateText.Plural(entries, "entry", "entries")} and {StateText.Plural(failures, "group")} of failures.");
    }

    private static void WriteJson(JsonOutput json, StoreReader store, EntryQuery query)
    {
        var entries = store.Entries(query).Select(e => (e.Entry.At, Line: (JsonLine)StoredLine.From(e)));
        var failures = store.Failures(query).Select(f => (At: f.Last, Line: (JsonLine)StoredFailureLine.From(f)));
        foreach (var (_, line) in entries.Concat(failures).OrderByDescending(l => l.At).Take(query.Limit))
        {
            json.Write(line);
        }
    }

    /// <summary>One more is asked for than is shown: it tells whether there is more.</summary>
    private static void Write(VerbContext context, StoreReader store, EntryQuery query, int limit)
    {
        var asked = query with { Limit = limit == int.MaxValue ? limit : limit + 1 };
        var (entries, failures) = (store.Entries(asked), store.Failures(asked));
        if (entries.Count + failures.Count == 0)
        {
            context.Tell("Nothing that is stored matches.");
            return;
        }

        foreach (var line in StoredTable.Lines(entries, failures, limit))
        {
            var terminal = context.Terminal;
            terminal.Out.WriteLine(terminal.Live && line.Length >= terminal.Width ? line[..(terminal.Width - 1)] + "…" : line);
        }

        if (entries.Count + failures.Count > limit)
        {
            context.Tell($"There is more; --limit shows it, --method, --type, --value and --since narrow it down.");
        }
    }
}
