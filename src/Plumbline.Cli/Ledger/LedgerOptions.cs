using System.CommandLine;
using Plumbline.Cli.Captures;
using Plumbline.Cli.Commands;

namespace Plumbline.Cli.Ledger;

/// <summary>Options that choose among the records of the ledger.</summary>
internal sealed class LedgerOptions
{
    private const int UsualLimit = 50;

    public Option<string?> Service { get; } = new("--service") { Description = "Only of this service.", HelpName = "NAME" };

    public Option<string?> Since { get; } = new("--since") { Description = "Only what is younger: 90d, or a date such as 2026-01-01.", HelpName = "90d" };

    public Option<int> Limit { get; } = new("--limit") { Description = "Show at most so many.", HelpName = "N", DefaultValueFactory = _ => UsualLimit };

    public IEnumerable<Option> All => [Service, Since, Limit];

    /// <returns>Service, moment in Unix microseconds, and how many.</returns>
    public (string? Service, long? Since, int Limit) Read(VerbContext context)
    {
        var limit = context.Get(Limit) is > 0 and var most ? most : throw new UsageException("--limit must be at least 1.");
        var since = context.Get(Since) is { } text ? Moment.Parse(text, DateTimeOffset.UtcNow) ?? throw new UsageException($"--since {text}: expected something like 90d or 2026-01-01.") : (long?)null;
        return (context.Get(Service), since, limit);
    }
}
