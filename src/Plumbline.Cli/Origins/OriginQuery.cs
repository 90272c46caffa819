using System.CommandLine;
using System.CommandLine.Parsing;
using Plumbline.Cli.Captures;
using Plumbline.Cli.Commands;
using Plumbline.Origin;
using Plumbline.Origin.Lines;
using Plumbline.Origin.Verdicts;

namespace Plumbline.Cli.Origins;

/// <summary>Options of <c>plumb origin</c>. Each verb under it takes those that mean something there; any other is refused as unknown.</summary>
internal sealed class OriginQuery
{
    public Option<string> Rev { get; } = new("--rev") { Description = "The commit, branch or tag to tell of.", HelpName = "REV", DefaultValueFactory = _ => "HEAD" };

    public Option<string?> Repo { get; } = new("--repo") { Description = "The repository; else the one that you are in.", HelpName = "DIR" };

    public Option<string?> Path { get; } = new("--path") { Description = "Only files that match: a folder, a file, or a pattern such as src/**/*.cs.", HelpName = "PATTERN" };

    public Option<string?> Since { get; } = new("--since") { Description = "Only lines and commits that are younger: 90d, or a date such as 2026-01-01.", HelpName = "90d" };

    public Option<bool> Csv { get; } = new("--csv") { Description = "Comma-separated values on standard output." };

    public OriginQuery() => Csv.Validators.Add(csv =>
    {
        if (!csv.Implicit && csv.GetResult("--json") is OptionResult { Implicit: false })
        {
            csv.AddError("--csv and --json are two forms of one answer: give one of them.");
        }
    });

    /// <summary>Whether a file is asked about.</summary>
    public Func<FileOrigins, bool> Files(VerbContext context)
    {
        var pattern = context.Get(Path) is { } text ? new PathPattern(text.StartsWith("./", StringComparison.Ordinal) ? text[1..] : text) : null;
        return file => pattern?.Matches(file.Path) ?? true;
    }

    /// <summary>The lines that are asked about: by the date of the author of their origin commit.</summary>
    public YoungLines Lines(VerbContext context, CommitVerdicts commits) => new(SinceSeconds(context), commits);

    public IEnumerable<Option> All => [Rev, Repo, Path, Since, Csv];

    /// <returns>Unix seconds; null for all times.</returns>
    public long? SinceSeconds(VerbContext context) => context.Get(Since) is { } since
        ? (Moment.Parse(since, DateTimeOffset.UtcNow) ?? throw new UsageException($"--since {since}: expected something like 90d or 2026-01-01.")) / 1_000_000
        : null;
}
