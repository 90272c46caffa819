using System.CommandLine;
using Plumbline.Cli.Captures;
using Plumbline.Cli.Commands;

namespace Plumbline.Cli.Origins;

/// <summary>Options of every <c>plumb origin</c>.</summary>
internal sealed class OriginQuery
{
    public Option<string> Rev { get; } = new("--rev") { Description = "The commit, branch or tag to tell of.", HelpName = "REV", DefaultValueFactory = _ => "HEAD", Recursive = true };

    public Option<string?> Repo { get; } = new("--repo") { Description = "The repository; else the one that you are in.", HelpName = "DIR", Recursive = true };

    public Option<string?> Path { get; } = new("--path") { Description = "Only files that match: a folder, a file, or a pattern such as src/**/*.cs.", HelpName = "PATTERN", Recursive = true };

    public Option<string?> Since { get; } = new("--since") { Description = "Only lines and commits that are younger: 90d, or a date such as 2026-01-01.", HelpName = "90d", Recursive = true };

    public Option<bool> Csv { get; } = new("--csv") { Description = "Comma-separated values on standard output.", Recursive = true };

    public IEnumerable<Option> All => [Rev, Repo, Path, Since, Csv];

    /// <returns>Unix seconds; null for all times.</returns>
    public long? SinceSeconds(VerbContext context) => context.Get(Since) is { } since
        ? (Moment.Parse(since, DateTimeOffset.UtcNow) ?? throw new UsageException($"--since {since}: expected something like 90d or 2026-01-01.")) / 1_000_000
        : null;
}
