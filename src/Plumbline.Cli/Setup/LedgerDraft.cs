using System.Text;
using Plumbline.Cli.Rendering;

namespace Plumbline.Cli.Setup;

/// <summary>The <c>ledger</c> part of plumbline.yml as a first draft for a repository, with the reason of each guess beside it.</summary>
internal sealed class LedgerDraft
{
    private readonly StringBuilder _text = new();
    private readonly RepositorySurvey _survey;

    private LedgerDraft(RepositorySurvey survey) => _survey = survey;

    public static string Of(RepositorySurvey survey)
    {
        var draft = new LedgerDraft(survey);
        draft.Line("ledger:");
        draft.Services();
        draft.Environments();
        draft.Teams();
        draft.Partners();
        draft.Seniors();
        draft.Bounds();
        return draft._text.ToString();
    }

    private void Services()
    {
        Line("  # What is deployed on its own. Use the names that deployments and incidents use, or add them as");
        Line("  # aliases: [shop-web-prod]. A change belongs to a service when it touches one of its paths.");
        Line("  services:");
        foreach (var service in _survey.Services)
        {
            Line($"    {YamlText.Value(service.Name)}:", service.Why);
            switch (service.Paths)
            {
                case { Count: 0 }:
                    Line("      paths: []", "all files");
                    break;
                case { Count: <= 3 }:
                    Line($"      paths: {YamlText.List(service.Paths)}");
                    break;
                default:
                    Line("      paths:");
                    foreach (var path in service.Paths)
                    {
                        Line($"        - {YamlText.Value(path)}");
                    }

                    break;
            }

            if (service.Team.Length > 0)
            {
                Line($"      team: {YamlText.Value(service.Team)}", "by " + _survey.Owners);
            }
        }
    }

    private void Environments()
    {
        var production = _survey.Environments.Where(environment => environment.IsProduction).ToList();
        var others = _survey.Environments.Where(environment => !environment.IsProduction).Select(environment => environment.Name).ToList();
        Line("");
        Line("  # Environments that users see; nothing else is counted.");
        if (others.Count > 0)
        {
            Line("  # Seen in workflows, too, and not taken for production: " + YamlText.Comment(string.Join(", ", others)));
        }

        if (production.Count > 0)
        {
            Line($"  environments: {YamlText.List(production.Select(environment => environment.Name))}", "named in " + production[0].File);
        }
        else
        {
            Line("  environments: [production, prod, live]", "guess: no workflow names one");
        }
    }

    private void Teams()
    {
        Line("");
        Line("  # Members by address, account or @domain. Whoever is in no team has that of the service.");
        if (_survey.Teams.Count == 0)
        {
            Line("  #teams:");
            Line("  #  checkout: [ann@example.com, ben@example.com]");
            return;
        }

        Line($"  # The teams are those of {YamlText.Comment(_survey.Owners!)}; members are guessed: whoever changed mostly the team's files.");
        Line("  #teams:");
        foreach (var team in _survey.Teams)
        {
            Line($"  #  {YamlText.Value(team.Name)}: {YamlText.List(team.Members)}");
        }
    }

    private void Partners()
    {
        Line("");
        Line("  # Companies that deliver code to you, each with its people or @domain.");
        Line("  #partners:");
        if (_survey.Partners.Count == 0)
        {
            Line("  #  Kestrel Works: [\"@kestrelworks.example\"]");
        }

        foreach (var partner in _survey.Partners)
        {
            var seen = $"{StateText.Plural(partner.People, "person", "people")}, {StateText.Plural(partner.Commits, "commit")} in the last year{(_survey.Company is { } own ? $", beside those of {own}" : "")}";
            Line($"  #  {YamlText.Value(partner.Domain[..partner.Domain.LastIndexOf('.')])}: {YamlText.List(["@" + partner.Domain])}", "guess: " + seen);
        }
    }

    private void Seniors()
    {
        Line("");
        Line("  # Whose hours count as those of seniors. The report is by team and never ranks people.");
        if (_survey.Seniors.Count == 0)
        {
            Line("  #seniors: [ann@example.com]");
            return;
        }

        Line("  seniors:");
        foreach (var senior in _survey.Seniors)
        {
            Line($"    - {YamlText.Value(senior.Mail)}", "guess: " + senior.Why);
        }
    }

    private void Bounds()
    {
        Line("");
        Line("  # An incident that ends by itself within this time is none; how long after a deployment time alone may link");
        Line("  # an incident to it; how long it must stay quiet to count as fixed, and a deployment without one as good.");
        Line("  #flap: 5m");
        Line("  #link-within: 7d");
        Line("  #quiet: 7d");
        Line("  #evaluation: 24h");
    }

    private void Line(string text, string why = "") => _text.Append(text).Append(why.Length == 0 ? "" : "   # " + YamlText.Comment(why)).Append('\n');
}
