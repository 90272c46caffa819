using System.CommandLine;
using System.Globalization;
using Plumbline.Cli.Captures;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Rendering;
using Plumbline.Store.Ledger;

namespace Plumbline.Cli.Ledger;

/// <summary>Options that choose among the records of the ledger.</summary>
internal sealed class LedgerOptions
{
    private const int UsualLimit = 50;

    public Option<string?> Service { get; } = new("--service") { Description = "Only of this service.", HelpName = "NAME" };

    public Option<string?> Since { get; } = new("--since") { Description = "Only what is younger: than 90d before the last event, or than a date such as 2026-01-01.", HelpName = "90d" };

    public Option<int> Limit { get; } = new("--limit") { Description = "Show at most so many.", HelpName = "N", DefaultValueFactory = _ => UsualLimit };

    public IEnumerable<Option> All => [Service, Since, Limit];

    /// <summary>A moment as people type it, for a ledger whose last event was at <paramref name="until"/>: all verbs of the ledger count back from there, so that the same ledger always gives the same.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static long Moment(string typed, DateTimeOffset until) =>
        Captures.Moment.Parse(typed, until) ?? throw new UsageException($"--since {typed}: expected something like 90d or 2026-01-01.");

    /// <summary>Makes sure that what was typed has a meaning, before anything is judged.</summary>
    public void Check(VerbContext context)
    {
        if (context.Get(Limit) < 1)
        {
            throw new UsageException("--limit must be at least 1.");
        }

        SinceOf(context, DateTimeOffset.UnixEpoch);
    }

    /// <returns>Service, moment in Unix microseconds, and how many.</returns>
    /// <param name="context">What was typed.</param>
    /// <param name="until">The last event that the ledger knows of.</param>
    public (string? Service, long? Since, int Limit) Read(VerbContext context, DateTimeOffset until) =>
        (context.Get(Service), SinceOf(context, until), context.Get(Limit));

    /// <summary>What is said below a list of them.</summary>
    /// <param name="what">One of them.</param>
    /// <param name="shown">How many are listed.</param>
    /// <param name="isMore">Whether there are more.</param>
    /// <param name="last">When the last one of the service was (Unix microseconds), whatever <see cref="Since"/> says; asked where none is listed.</param>
    public string Below(VerbContext context, string what, int shown, bool isMore, Func<long?> last) =>
        isMore ? "There are more; --limit shows them, --service and --since narrow it down."
        : shown > 0 ? StateText.Plural(shown, what)
        : last() is { } time ? string.Create(CultureInfo.InvariantCulture, $"No {what} is younger; the last one was on {LedgerTime.From(time):yyyy-MM-dd}.")
        : context.Get(Service) is { } service ? $"No {what} of {SafeText.OneLine(service)} is known."
        : $"No {what} is known.";

    private long? SinceOf(VerbContext context, DateTimeOffset until) => context.Get(Since) is { } typed ? Moment(typed, until) : null;
}
