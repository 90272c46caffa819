using System.Globalization;
using Plumbline.Ledger.Facts;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Settings;

/// <summary>What an hour of work costs, as plumbline.yml says it.</summary>
/// <param name="Currency">As it is printed; untrusted.</param>
internal sealed record HourPrice(double Hour, double SeniorHour, string Currency);

/// <summary>The <c>ledger</c> part of <c>plumbline.yml</c>: services, teams, partners, seniors, and the bounds of judging.</summary>
internal static class LedgerSettings
{
    private const string Part = "ledger";
    private const string Keys = "services, environments, teams, partners, seniors, flap, link-within, quiet, evaluation, rates";
    private const double LongestTime = 366 * 86_400d;
    private const double HighestRate = 1_000_000;
    private const int LongestCurrency = 8;

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
                "flap" => policy with { Flap = Time(value, file.Path, "flap") },
                "link-within" => policy with { MostBetween = Time(value, file.Path, "link-within") },
                "quiet" => policy with { QuietUntilVerified = Time(value, file.Path, "quiet") },
                "evaluation" => policy with { Evaluation = Time(value, file.Path, "evaluation") },
                "rates" => policy,
                var other => throw SettingsFile.Wrong(key, file.Path, $"'{other}' is not known under ledger; there are {Keys}"),
            };
        }

        return policy;
    }

    /// <summary>Null where the file has none: then nothing is said in money.</summary>
    public static HourPrice? Rates(SettingsFile file)
    {
        if (file.Part(Part) is not { } part || !part.Children.TryGetValue(new YamlScalarNode("rates"), out var node))
        {
            return null;
        }

        var rates = SettingsValue.Mapping(node, file.Path, "rates");
        double? hour = null, senior = null;
        var currency = "";
        foreach (var (key, value) in rates)
        {
            switch ((key as YamlScalarNode)?.Value)
            {
                case "hour":
                    hour = Amount(value, file.Path, "hour");
                    break;
                case "senior-hour":
                    senior = Amount(value, file.Path, "senior-hour");
                    break;
                case "currency":
                    currency = SettingsValue.Text(value, file.Path, "currency") is { Length: <= LongestCurrency } text ? text : throw SettingsFile.Wrong(value, file.Path, $"currency must be at most {LongestCurrency} characters, such as EUR");
                    break;
                default:
                    throw SettingsFile.Wrong(key, file.Path, "rates has hour, senior-hour and currency");
            }
        }

        return hour is { } least ? new HourPrice(least, senior ?? least, currency) : throw SettingsFile.Wrong(rates, file.Path, "rates needs an hour");
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

    private static double Amount(YamlNode node, string path, string key) =>
        double.TryParse((node as YamlScalarNode)?.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount is > 0 and <= HighestRate
            ? amount
            : throw SettingsFile.Wrong(node, path, $"{key} must be a number above 0, such as 85");
}
