using Plumbline.Ledger.Facts;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Settings;

/// <summary>The <c>ledger</c> part of <c>plumbline.yml</c>: services, teams, partners, seniors, people, and the bounds of judging.</summary>
internal static class LedgerSettings
{
    private const string Part = "ledger";
    private const string Keys = "services, environments, teams, partners, seniors, people, flap, link-within, quiet, evaluation";
    private const double LongestTime = 366 * 86_400d;

    /// <summary>Of the file that is nearest to the working directory, or the usual one.</summary>
    public static LedgerPolicy Find(string directory) => SettingsFile.Find(directory) is { } path ? From(SettingsFile.Load(path)) : new LedgerPolicy();

    public static LedgerPolicy From(SettingsFile file)
    {
        var policy = new LedgerPolicy();
        foreach (var (key, value) in file.Part(Part) ?? new YamlMappingNode())
        {
            policy = (key as YamlScalarNode)?.Value switch
            {
                "services" => policy with { Services = LedgerServices.From(value, file.Path) },
                "environments" => policy with { Production = Production(value, file.Path) },
                "teams" => policy with { Teams = Members(value, file.Path, "teams") },
                "partners" => policy with { Partners = Members(value, file.Path, "partners") },
                "seniors" => policy with { Seniors = SettingsValue.Texts(value, file.Path, "seniors") },
                "people" => policy with { Accounts = Members(value, file.Path, "people") },
                "flap" => policy with { Flap = Time(value, file.Path, "flap") },
                "link-within" => policy with { MostBetween = Time(value, file.Path, "link-within") },
                "quiet" => policy with { QuietUntilVerified = Time(value, file.Path, "quiet") },
                "evaluation" => policy with { Evaluation = Time(value, file.Path, "evaluation") },
                var other => throw SettingsFile.Wrong(key, file.Path, $"'{other}' is not known under ledger; there are {Keys}"),
            };
        }

        return policy;
    }

    private static string[] Production(YamlNode node, string path) =>
        SettingsValue.Texts(node, path, "environments") is { Length: > 0 } names
            ? names
            : throw SettingsFile.Wrong(node, path, "environments must name those that users see; without any, nothing would count");

    /// <summary>Names with lists of people, turned round: nobody is in two.</summary>
    private static Dictionary<string, string> Members(YamlNode node, string path, string key)
    {
        var of = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, list) in SettingsValue.Mapping(node, path, key))
        {
            var group = SettingsValue.Text(name, path, key);
            if (list is not YamlSequenceNode people)
            {
                throw SettingsFile.Wrong(list, path, $"{key}: '{group}' must have a list of people");
            }

            foreach (var person in people)
            {
                var who = SettingsValue.Text(person, path, key);
                if (!of.TryAdd(who, group) && of[who] != group)
                {
                    throw SettingsFile.Wrong(person, path, $"{key}: '{who}' is in '{of[who]}' already");
                }
            }
        }

        return of;
    }

    private static TimeSpan Time(YamlNode node, string path, string key)
    {
        var text = (node as YamlScalarNode)?.Value ?? "";
        var seconds = text == "0" ? 0 : Quantity.Seconds(text);
        return seconds is >= 0 and <= LongestTime ? TimeSpan.FromSeconds(seconds.Value) : throw SettingsFile.Wrong(node, path, $"{key} must be a time such as 5m, 24h or 7d, at most a year");
    }
}
