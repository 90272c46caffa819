using System.Globalization;
using Plumbline.Ledger.Tax;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Settings;

/// <summary>The <c>tax</c> part of <c>plumbline.yml</c>: what an hour costs.</summary>
internal static class TaxSettings
{
    private const double MostAnHour = 100_000;

    /// <returns>Null where it says no rate.</returns>
    public static HourlyRates? From(SettingsFile file)
    {
        double? hour = null, senior = null;
        var currency = "";
        foreach (var (key, value) in file.Part("tax") ?? new YamlMappingNode())
        {
            switch ((key as YamlScalarNode)?.Value)
            {
                case "hour":
                    hour = Rate(value, file.Path, "hour");
                    break;
                case "senior-hour":
                    senior = Rate(value, file.Path, "senior-hour");
                    break;
                case "currency":
                    currency = (value as YamlScalarNode)?.Value is { Length: > 0 and <= 8 } text ? text : throw SettingsFile.Wrong(value, file.Path, "currency must be a short text such as EUR");
                    break;
                default:
                    throw SettingsFile.Wrong(key, file.Path, $"'{(key as YamlScalarNode)?.Value}' is not known under tax; there are hour, senior-hour, currency");
            }
        }

        return (hour ?? senior) is { } rate ? new HourlyRates(hour ?? rate, senior ?? rate, currency) : null;
    }

    private static double Rate(YamlNode node, string path, string key) =>
        double.TryParse((node as YamlScalarNode)?.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and <= MostAnHour
            ? rate
            : throw SettingsFile.Wrong(node, path, $"{key} must be what an hour costs, above 0");
}
