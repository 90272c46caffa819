using System.CommandLine;
using Plumbline.Cli.Json;
using Plumbline.Cli.Ledger;
using Plumbline.Cli.Rendering;
using Plumbline.Ledger.Judging;
using Plumbline.Store.Ledger;

namespace Plumbline.Cli.Commands;

internal static class IncidentCommand
{
    public static Command Build(VerbRunner verbs)
    {
        var id = new Argument<string>("INCIDENT") { Description = "Its id, or the part of it that its source gave." };
        var decision = new Argument<string?>("DECISION") { Description = "confirm, reject or link: note what a person decided. Earlier decisions stay on record.", Arity = ArgumentArity.ZeroOrOne };
        var subject = new Argument<string?>("SUBJECT") { Description = "The change (a commit, #17) or the deployment that is meant; reject without one says that no change caused it.", Arity = ArgumentArity.ZeroOrOne };
        var because = new Option<string?>("--because") { Description = "Why, in your words.", HelpName = "TEXT" };
        var by = new Option<string?>("--by") { Description = "Who decides; else the user of git.", HelpName = "WHO" };
        return verbs.Verb(
            "incident",
            "Show an incident with all evidence, or note a decision about its cause.",
            context => context.GetOrNone(decision) is { } word
                ? DecideAsync(context, context.Get(id), word, context.GetOrNone(subject), (context.Get(by), context.Get(because) ?? ""))
                : ShowAsync(context, context.Get(id)),
            id,
            decision,
            subject,
            because,
            by);
    }

    private static async Task<ExitCode> ShowAsync(VerbContext context, string typed)
    {
        using var ledger = await OpenLedger.FindAsync(context).ConfigureAwait(false);
        if (ledger is null)
        {
            return ExitCode.Ok;
        }

        using var reader = new JudgedReader(ledger);
        var story = IncidentStory.Of(reader, LedgerLookup.Incident(reader, typed));
        context.Json?.Write(story);
        foreach (var line in context.Json is null ? new IncidentView(new Palette(context.Terminal.Color)).Lines(story) : [])
        {
            context.Terminal.Out.WriteLine(line);
        }

        return ExitCode.Ok;
    }

    private static async Task<ExitCode> DecideAsync(VerbContext context, string typed, string word, string? subject, (string? Who, string Words) by)
    {
        if (!Enum.TryParse<Decision>(word, ignoreCase: true, out var decision) || !Enum.IsDefined(decision) || char.IsAsciiDigit(word[0]))
        {
            throw new UsageException($"There is no decision {word}. There are confirm, reject and link.");
        }

        using var ledger = await OpenLedger.FindAsync(context).ConfigureAwait(false);
        if (ledger is null)
        {
            return ExitCode.Ok;
        }

        string incident, key;
        using (var reader = new JudgedReader(ledger))
        {
            var row = LedgerLookup.Incident(reader, typed);
            incident = row.Key;
            key = subject is { } named ? LedgerLookup.Subject(reader, named) : decision == Decision.Reject ? "" : Only(reader, row.Id, decision);
        }

        var who = by.Who is { Length: > 0 } given ? given : await Person.NameAsync(context).ConfigureAwait(false);
        new VerdictLog(ledger).Add(incident, key, decision, (who, DateTimeOffset.UtcNow, by.Words));
        context.Json?.Write(new DecidedLine(incident, LedgerWords.Of(decision), LedgerWords.None(key), who));
        if (context.Json is null)
        {
            context.Terminal.Out.WriteLine($"{SafeText.OneLine(incident)}: {LedgerWords.Of(decision)} {SafeText.OneLine(key.Length > 0 ? key : "that any change caused it")}, by {SafeText.OneLine(who)}");
        }

        return ExitCode.Ok;
    }

    /// <summary>The one change that it is attributed to.</summary>
    private static string Only(JudgedReader reader, long incident, Decision decision)
    {
        if (decision == Decision.Link)
        {
            throw new UsageException("link needs the change or the deployment: plumb incident INCIDENT link #17.");
        }

        var blamed = reader.Changes(reader.BlamesOf(incident).Where(blame => blame.Weight > 0).Select(blame => blame.Change));
        return blamed switch
        {
            [var one] => one.Key,
            [] => throw new UsageException("Nothing is attributed that could be confirmed; link names a change."),
            _ => throw new UsageException($"It is attributed to {blamed.Count} changes; say which: {string.Join(", ", blamed.Take(5).Select(change => change.Key))}."),
        };
    }
}
