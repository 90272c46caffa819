using System.Globalization;

namespace Plumbline.Cli.Rendering;

/// <summary>Times for people, three digits.</summary>
internal static class Durations
{
    public static string OfSeconds(double seconds) => seconds switch
    {
        >= 7200 => Text(seconds / 3600, "h"),
        >= 120 => Text(seconds / 60, "min"),
        _ => OfMicroseconds(seconds * 1_000_000),
    };

    public static string OfMicroseconds(double microseconds) => microseconds switch
    {
        double.NaN => "–",
        >= 120_000_000 => Text(microseconds / 60_000_000, "min"),
        >= 999_500 => Text(microseconds / 1_000_000, "s"),
        >= 999.5 => Text(microseconds / 1000, "ms"),
        >= 0.9995 or 0 => Text(microseconds, "µs"),
        _ => Text(microseconds * 1000, "ns"),
    };

    private static string Text(double value, string unit)
    {
        var digits = value switch
        {
            >= 99.95 => 0,
            >= 9.995 => 1,
            _ => 2,
        };
        var text = value.ToString("F" + digits, CultureInfo.InvariantCulture);
        return (digits > 0 ? text.TrimEnd('0').TrimEnd('.') : text) + " " + unit;
    }
}
