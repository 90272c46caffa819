using System.Globalization;
using Plumbline.Cli.Rendering;

namespace Plumbline.Cli.Setup;

/// <summary>What was found, in words for a terminal.</summary>
internal static class SurveyText
{
    private const int Label = 14;

    public static IEnumerable<string> Lines(RepositorySurvey survey)
    {
        var width = survey.Services.Max(service => SafeText.OneLine(service.Name).Length);
        for (var at = 0; at < survey.Services.Count; at++)
        {
            var service = survey.Services[at];
            yield return Labelled(at == 0 ? "services" : "", $"{SafeText.OneLine(service.Name).PadRight(width)}  {SafeText.OneLine(service.Why)}{(service.Team.Length == 0 ? "" : $"; team {SafeText.OneLine(service.Team)}")}");
        }

        var production = survey.Environments.Where(environment => environment.IsProduction).Select(environment => environment.Name).ToList();
        yield return Labelled("environments", production.Count == 0 ? "no workflow names production" : Joined(production));
        yield return Labelled("teams", survey.Teams.Count == 0 ? "none: there is no CODEOWNERS with teams" : Joined(survey.Teams.Select(team => $"{team.Name} ({team.Members.Count})")));
        yield return Labelled("partners", survey.Partners.Count == 0 ? "none seen" : Joined(survey.Partners.Select(partner => string.Create(CultureInfo.InvariantCulture, $"{partner.Domain} ({partner.People})"))));
        yield return Labelled("seniors", survey.Seniors.Count == 0 ? "none seen" : StateText.Plural(survey.Seniors.Count, "person", "people") + ", guessed");
    }

    /// <summary>What only a person can tell.</summary>
    public static IReadOnlyList<string> Checks(RepositorySurvey survey)
    {
        var checks = new List<string> { "services: are these the names that your deployments and incidents use? Add others as aliases." };
        if (!survey.Environments.Any(environment => environment.IsProduction))
        {
            checks.Add("environments: which do users see?");
        }

        if (survey.Teams.Count > 0)
        {
            checks.Add("teams: the members are guessed and commented out.");
        }

        if (survey.Partners.Count > 0)
        {
            checks.Add("partners: which of these companies deliver code to you? All are commented out.");
        }

        if (survey.Seniors.Count > 0)
        {
            checks.Add("seniors: they are guessed by CODEOWNERS and by years of commits.");
        }

        return checks;
    }

    private static string Joined(IEnumerable<string> texts) => SafeText.OneLine(string.Join(", ", texts));

    private static string Labelled(string label, string text) => label.PadRight(Label) + text;
}
