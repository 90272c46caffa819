using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Plumbline.Cli.Settings;

/// <summary>Durations and rates as people type them.</summary>
internal static class Quantity
{
    private static readonly (string Unit, double Seconds)[] s_units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400), ("", 1)];

    /// <summary><c>500ms</c>, <c>30s</c>, <c>2m</c>, <c>1h</c>, <c>14d</c>, or seconds without a unit; null for anything else and for nothing.</summary>
    public static double? Seconds(string text)
    {
        foreach (var (unit, seconds) in s_units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal) && Positive(text[..^unit.Length]) is { } number)
            {
                return number * seconds;
            }
        }

        return null;
    }

    /// <summary>A rate a second: <c>10/s</c>, <c>600/m</c>, or a bare number.</summary>
    public static double? PerSecond(string text)
    {
        var slash = text.IndexOf('/');
        if (slash < 0)
        {
            return text == "0" ? 0 : Positive(text);
        }

        var number = Positive(text[..slash]);
        return text[(slash + 1)..] switch
        {
            "s" => number,
            "m" => number / 60,
            "h" => number / 3600,
            _ => null,
        };
    }

    /// <summary>An option of which the text is turned into a number by one of these.</summary>
    public static Option<double> Option(string name, string description, double fallback, Func<string, double?> parse, string expected) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => fallback,
        CustomParser = result => Take(result, name, parse, expected),
        HelpName = expected,
    };

    private static double Take(ArgumentResult result, string name, Func<string, double?> parse, string expected)
    {
        var text = result.Tokens[0].Value;
        if (parse(text) is { } number)
        {
            return number;
        }

        result.AddError($"{name} {text}: expected something like {expected}.");
        return 0;
    }

    private static double? Positive(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
