using Plumbline.Cli.Setup;

namespace Plumbline.Cli.Json;

/// <summary>What <c>plumb init</c> found and wrote.</summary>
/// <param name="File">The file that was written.</param>
/// <param name="Environments">Those taken for production; empty where none is named.</param>
/// <param name="OtherEnvironments">Those seen and not taken.</param>
/// <param name="Check">What a person should look at, in words.</param>
internal sealed record InitLine(string File, string Repository, IReadOnlyList<InitService> Services, IReadOnlyList<string> Environments, IReadOnlyList<string> OtherEnvironments) : JsonLine
{
    public IReadOnlyList<TeamGuess> Teams { get; init; } = [];

    public IReadOnlyList<PartnerGuess> Partners { get; init; } = [];

    public IReadOnlyList<SeniorGuess> Seniors { get; init; } = [];

    public IReadOnlyList<string> Check { get; init; } = [];

    public static InitLine From(string file, RepositorySurvey survey, IReadOnlyList<string> check) => new(
        file,
        survey.Name,
        [.. survey.Services.Select(service => new InitService(service.Name, service.Paths, service.Team.Length == 0 ? null : service.Team, service.Why))],
        [.. survey.Environments.Where(environment => environment.IsProduction).Select(environment => environment.Name)],
        [.. survey.Environments.Where(environment => !environment.IsProduction).Select(environment => environment.Name)])
    {
        Teams = survey.Teams,
        Partners = survey.Partners,
        Seniors = survey.Seniors,
        Check = check,
    };
}

/// <summary>A service of <see cref="InitLine"/>.</summary>
/// <param name="Paths">Patterns of its files; empty for all.</param>
/// <param name="Why">What it was seen by.</param>
internal sealed record InitService(string Name, IReadOnlyList<string> Paths, string? Team, string Why);
