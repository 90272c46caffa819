using System.Text;
using Plumbline.Git;
using Plumbline.Git.Surveying;
using Plumbline.Ledger.Sources;

namespace Plumbline.Cli.Setup;

/// <summary>What a repository tells of the team that works in it.</summary>
internal sealed record RepositorySurvey
{
    private const int MostCommits = 50_000;
    private const int MostRecent = 3_000;
    private const int MostOwned = 20_000;

    /// <summary>Top folder of the work tree.</summary>
    public required string Folder { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<ServiceGuess> Services { get; init; }

    public required IReadOnlyList<EnvironmentGuess> Environments { get; init; }

    /// <summary>Where CODEOWNERS is, or null.</summary>
    public string? Owners { get; init; }

    public IReadOnlyList<TeamGuess> Teams { get; init; } = [];

    public IReadOnlyList<PartnerGuess> Partners { get; init; } = [];

    public string? Company { get; init; }

    public IReadOnlyList<SeniorGuess> Seniors { get; init; } = [];

    /// <exception cref="GitException">There is no repository, or git fails.</exception>
    public static async Task<RepositorySurvey> ReadAsync(string folder, CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
        {
            throw new GitException(GitFailure.NoRepository, $"there is no folder {folder}");
        }

        var top = await LineAsync(folder, ["rev-parse", "--show-toplevel"], cancel).ConfigureAwait(false);
        var name = PathParts.Name(RepositoryName.Of(Repository.NameOf(top, cancel))) is { Length: > 0 } told ? told : "repository";
        await using var tree = await RepositoryTree.OpenAsync(top, cancel).ConfigureAwait(false);
        var owners = CodeOwners.Read(tree);
        var people = Person.In(await Contribution.ReadAsync(top, MostCommits, withPaths: false, cancel).ConfigureAwait(false));
        var recent = owners is null ? [] : await Contribution.ReadAsync(top, MostRecent, withPaths: true, cancel).ConfigureAwait(false);
        return new RepositorySurvey
        {
            Folder = top,
            Name = name,
            Services = [.. ServiceSurvey.Find(tree, name).Select(service => service with { Team = TeamOf(tree, service, owners) })],
            Environments = EnvironmentSurvey.Find(tree),
            Owners = owners?.File,
            Teams = PeopleSurvey.Teams(recent, people, owners),
            Partners = PeopleSurvey.Partners(people),
            Company = PeopleSurvey.OwnCompany(people),
            Seniors = PeopleSurvey.Seniors(people, owners),
        };
    }

    /// <summary>The team of most files under the service's own folder.</summary>
    private static string TeamOf(RepositoryTree tree, ServiceGuess service, CodeOwners? owners) =>
        owners is null ? "" : tree.Paths.Where(path => PathParts.IsIn(path, service.Folder)).Take(MostOwned)
            .Select(path => owners.Of(path).Select(CodeOwners.Team).FirstOrDefault(team => team is not null) ?? "")
            .GroupBy(team => team, StringComparer.OrdinalIgnoreCase).OrderByDescending(group => group.Count()).Select(group => group.Key).FirstOrDefault() ?? "";

    private static async Task<string> LineAsync(string folder, string[] arguments, CancellationToken cancel) =>
        Encoding.UTF8.GetString(await GitRun.ReadAsync(folder, arguments, cancel).ConfigureAwait(false)).TrimEnd('\n');
}
