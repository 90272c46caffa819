using Plumbline.Git.Surveying;

namespace Plumbline.Cli.Setup;

/// <summary>People who look senior.</summary>
/// <param name="Why">What they look so by.</param>
internal sealed record SeniorGuess(string Mail, string Why);

/// <summary>Another company that writes here.</summary>
internal sealed record PartnerGuess(string Domain, int People, int Commits);

/// <summary>Who is likely in a team: who changes mostly its files.</summary>
internal sealed record TeamGuess(string Name, IReadOnlyList<string> Members);

/// <summary>What the history and CODEOWNERS tell of people. All of it is guessed.</summary>
internal static class PeopleSurvey
{
    private const int MostGuesses = 30;
    private const int MostPartners = 10;
    private const int LeastCommits = 3;
    private const int LeastCommitsOfOne = 10;
    private const int OwnShare = 5;
    private const int VeteranCommits = 50;

    /// <summary>Owners by name, and who has written here for two years and still does.</summary>
    public static IReadOnlyList<SeniorGuess> Seniors(IReadOnlyList<Person> people, CodeOwners? owners)
    {
        var found = new List<SeniorGuess>();
        foreach (var (owner, pattern) in owners?.Owners.Where(pair => CodeOwners.Team(pair.Owner) is null) ?? [])
        {
            // With several addresses, the one that is used most.
            var name = owner.TrimStart('@');
            if ((people.FirstOrDefault(one => one.Mail.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? people.FirstOrDefault(one => owner[0] == '@' && one.Login.Equals(name, StringComparison.OrdinalIgnoreCase))) is { } person)
            {
                found.Add(new SeniorGuess(person.Mail, $"owns {pattern} in {owners!.File}"));
            }
        }

        var newest = people.Count == 0 ? 0 : people.Max(person => person.Last);
        found.AddRange(people.Where(person => person.Recent >= LeastCommits && person.Commits >= VeteranCommits && newest - person.First >= 2 * Person.Year)
            .Select(person => new SeniorGuess(person.Mail, $"{person.Commits} commits since {DateTimeOffset.FromUnixTimeSeconds(person.First).Year}")));
        return [.. found.DistinctBy(guess => guess.Mail, StringComparer.OrdinalIgnoreCase).Take(MostGuesses)];
    }

    /// <summary>The company of most commits in the last year; null where none has a fifth of them.</summary>
    public static string? OwnCompany(IReadOnlyList<Person> people) =>
        people.Where(person => person.Company is not null).GroupBy(person => person.Company!).Select(group => (Domain: group.Key, Commits: group.Sum(person => person.Recent)))
            .OrderByDescending(company => company.Commits).ThenBy(company => company.Domain, StringComparer.Ordinal)
            .Where(company => company.Commits * OwnShare >= people.Sum(person => person.Recent)).Select(company => company.Domain).FirstOrDefault();

    /// <summary>Other companies of several people, or of one with many commits; of most commits first.</summary>
    public static IReadOnlyList<PartnerGuess> Partners(IReadOnlyList<Person> people)
    {
        var own = OwnCompany(people);
        return
        [
            .. people.Where(person => person.Recent > 0 && person.Company is { } company && (own is null || !IsOf(company, own))).GroupBy(person => person.Company!)
                .Select(group => new PartnerGuess(group.Key, group.Count(), group.Sum(person => person.Recent)))
                .Where(guess => guess.Commits >= (guess.People > 1 ? LeastCommits : LeastCommitsOfOne))
                .OrderByDescending(guess => guess.Commits).ThenBy(guess => guess.Domain, StringComparer.Ordinal).Take(MostPartners),
        ];
    }

    /// <summary>Every team of CODEOWNERS. Somebody is taken for a member where most of what they change is the team's.</summary>
    public static IReadOnlyList<TeamGuess> Teams(IReadOnlyList<Contribution> recent, IReadOnlyList<Person> people, CodeOwners? owners)
    {
        if (owners is null)
        {
            return [];
        }

        var teamOf = new Dictionary<string, string?>(StringComparer.Ordinal);
        string? Of(string path) => teamOf.TryGetValue(path, out var known) ? known : teamOf[path] = owners.Of(path).Select(CodeOwners.Team).FirstOrDefault(team => team is not null);
        var members = people.Select(person => person.Mail).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var mostly = recent.Where(one => members.Contains(one.Mail) && one.Paths.Count > 0)
            .Select(one => (one.Mail, Team: one.Paths.Select(Of).GroupBy(team => team).OrderByDescending(group => group.Count()).First().Key))
            .GroupBy(one => one.Mail, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() >= LeastCommits)
            .Select(group => (Mail: group.Key, Team: group.GroupBy(one => one.Team).Where(team => team.Key is not null && 2 * team.Count() > group.Count()).Select(team => team.Key).FirstOrDefault()))
            .ToLookup(one => one.Team, one => one.Mail);
        var teams = owners.Owners.Select(pair => CodeOwners.Team(pair.Owner)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Take(MostGuesses).ToList();

        // Of the only team everybody would be a member, and nothing is told by that.
        return [.. teams.Select(team => new TeamGuess(team, teams.Count == 1 ? [] : [.. mostly[team].Order(StringComparer.Ordinal).Take(MostGuesses)]))];
    }

    private static bool IsOf(string company, string own) => company == own || company.EndsWith("." + own, StringComparison.Ordinal) || own.EndsWith("." + company, StringComparison.Ordinal);
}
