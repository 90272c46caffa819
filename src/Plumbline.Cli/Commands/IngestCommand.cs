using System.CommandLine;
using System.Text.Json;
using Plumbline.Cli.Captures;
using Plumbline.Cli.Json;
using Plumbline.Cli.Ledger;
using Plumbline.Cli.Rendering;
using Plumbline.Git;
using Plumbline.Ledger.Sources;
using Plumbline.Store;
using Plumbline.Store.Ledger;

namespace Plumbline.Cli.Commands;

internal static class IngestCommand
{
    private const string Input = "-";
    private const int UsualLimit = 50;

    public static Command Build(VerbRunner verbs)
    {
        var source = new Argument<string?>("SOURCE") { Description = $"Who sent the events: {string.Join(", ", SourceTable.Names)}. git reads the tags of a repository.", Arity = ArgumentArity.ZeroOrOne };
        var file = new Argument<string?>("FILE") { Description = "A file of events, - for standard input; for git a folder.", Arity = ArgumentArity.ZeroOrOne };
        var rejected = new Option<bool>("--rejected") { Description = "List the events that could not be read, with the reason." };
        var rebuild = new Option<bool>("--rebuild") { Description = "Forget the records and make them again from the events that are kept." };
        var limit = new Option<int>("--limit") { Description = "Show at most so many.", HelpName = "N", DefaultValueFactory = _ => UsualLimit };
        return verbs.Verb(
            "ingest",
            "Take deployments, incidents, changes and hours from files of events into the ledger.",
            context => (context.Get(rejected), context.Get(rebuild), context.GetOrNone(source), context.GetOrNone(file)) switch
            {
                (true, false, null, null) => Task.FromResult(Rejected(context, context.Get(limit))),
                (false, true, null, null) => Task.FromResult(Rebuild(context)),
                (false, false, { } from, var what) when from.Equals("git", StringComparison.OrdinalIgnoreCase) => TagsAsync(context, Path.Combine(context.Terminal.Directory, what ?? ".")),
                (false, false, { } from, { } what) => Task.FromResult(Take(context, from.ToLowerInvariant(), what)),
                (false, false, _, _) => throw new UsageException("SOURCE and FILE are needed, or --rejected or --rebuild."),
                _ => throw new UsageException("--rejected and --rebuild stand alone."),
            },
            source,
            file,
            rejected,
            rebuild,
            limit);
    }

    private static ExitCode Take(VerbContext context, string source, string file)
    {
        if (!SourceTable.Has(source))
        {
            throw new UsageException($"There is no source {source}. There are {string.Join(", ", SourceTable.Names)}.");
        }

        var limits = new EventLimits();
        using var stream = file == Input ? Console.OpenStandardInput() : Open(Path.Combine(context.Terminal.Directory, file));
        var isCsv = file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
        var events = (isCsv ? CsvEvents.Read(stream) : EventFile.Events(stream, limits.Bytes)).Select(body => new LedgerEvent(source, body));
        return Write(context, source, limits, events);
    }

    private static async Task<ExitCode> TagsAsync(VerbContext context, string folder)
    {
        var (repository, tags) = await Tag.ListAsync(folder, context.Cancel).ConfigureAwait(false);
        var events = tags.Select(tag => new LedgerEvent("git", JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["repository"] = repository, ["tag"] = tag.Name, ["commit"] = tag.Commit, ["at"] = tag.Time })));
        context.Tell("Tags say when a version was named, not when users had it: they stand in for deployments where nothing better is known.");
        return Write(context, "git", new EventLimits(), events);
    }

    private static ExitCode Write(VerbContext context, string source, EventLimits limits, IEnumerable<LedgerEvent> events)
    {
        using var ledger = LedgerFile.Open(OpenStore.Place(context));
        var totals = new LedgerWriter(ledger, limits, TimeProvider.System).Take(events.TakeWhile(_ => !context.Cancel.IsCancellationRequested));
        Tell(context, source, totals);
        return context.Cancel.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Ok;
    }

    private static ExitCode Rebuild(VerbContext context)
    {
        if (Ledger(context) is not { } ledger)
        {
            return ExitCode.Ok;
        }

        using (ledger)
        {
            Tell(context, null, new LedgerWriter(ledger, new EventLimits(), TimeProvider.System).Rebuild());
        }

        return ExitCode.Ok;
    }

    private static ExitCode Rejected(VerbContext context, int limit)
    {
        if (limit < 1)
        {
            throw new UsageException("--limit must be at least 1.");
        }

        if (Ledger(context) is not { } ledger)
        {
            return ExitCode.Ok;
        }

        using (ledger)
        {
            var reader = new LedgerReader(ledger);
            var rejected = reader.Rejected(limit);
            foreach (var one in rejected)
            {
                if (context.Json is { } json)
                {
                    json.Write(new RejectedLine(one.Source, WireTime.Text(one.Received), one.Reason, one.Body));
                }
                else
                {
                    context.Terminal.Out.WriteLine($"{WireTime.Text(one.Received)[..19]}  {one.Source}  {SafeText.OneLine(one.Reason)}");
                    context.Terminal.Out.WriteLine($"    {SafeText.OneLine(one.Body.Length > 200 ? one.Body[..200] + "…" : one.Body)}");
                }
            }

            context.Tell(rejected.Count == 0 ? "Every event could be read." : $"{StateText.Plural(rejected.Count, "event")} of {reader.RejectedCount} that could not be read.");
        }

        return ExitCode.Ok;
    }

    private static void Tell(VerbContext context, string? source, IngestTotals totals)
    {
        context.Json?.Write(new IngestedLine(source, totals.Taken, totals.Known, totals.Ignored, totals.Rejected));
        if (context.Json is null)
        {
            context.Terminal.Out.WriteLine($"{totals.Taken:N0} taken, {totals.Known:N0} known already, {totals.Ignored:N0} that say nothing here, {totals.Rejected:N0} rejected");
        }

        if (totals.Rejected > 0)
        {
            context.Tell("`plumb ingest --rejected` tells why.");
        }
    }

    private static LedgerFile? Ledger(VerbContext context)
    {
        var place = OpenStore.Place(context);
        if (place.Ledger.Exists)
        {
            return LedgerFile.Open(place, create: false);
        }

        context.Tell($"There is no ledger in {SafeText.OneLine(place.Folder)} yet. `plumb ingest SOURCE FILE` begins one.");
        return null;
    }

    private static FileStream Open(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file {file} can't be read: {e.Message}");
        }
    }
}
