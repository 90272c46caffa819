using System.Globalization;

namespace Load;

/// <param name="Rate">Most requests a second, over all shoppers; 0 for no bound.</param>
/// <param name="Concurrency">Shoppers; each has at most one request under way.</param>
/// <param name="Seconds">Time to run; 0 until Ctrl-C.</param>
/// <param name="Seed">The same seed makes every shopper take the same steps.</param>
internal sealed record LoadOptions(Uri Url, double Rate, int Concurrency, double Seconds, int Seed, bool Json)
{
    public const string Usage =
        "usage: load [--url URL] [--rate REQUESTS/S] [--concurrency N] [--seconds N] [--seed N] [--json]\n"
        + "       defaults: http://127.0.0.1:5080, 200 requests/s (0 is no bound), 16, until Ctrl-C, 1";

    public static LoadOptions Default { get; } = new(new Uri("http://127.0.0.1:5080"), 200, 16, 0, 1, false);

    /// <summary>Reads the command line, or says what is wrong with it.</summary>
    public static (LoadOptions? Options, string? Error) Parse(IReadOnlyList<string> args)
    {
        var options = Default;
        for (var index = 0; index < args.Count; index++)
        {
            if (args[index] == "--json")
            {
                options = options with { Json = true };
                continue;
            }

            var value = index + 1 < args.Count ? args[index + 1] : "";
            if (options.With(args[index], value) is not { } changed)
            {
                return (null, $"don't understand {args[index]} {value}");
            }

            options = changed;
            index++;
        }

        return (options, null);
    }

    private LoadOptions? With(string name, string value) => name switch
    {
        "--url" when Uri.TryCreate(value, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https" } => this with { Url = url },
        "--rate" when Number(value) is >= 0 and var rate => this with { Rate = rate },
        "--seconds" when Number(value) is >= 0 and var seconds => this with { Seconds = seconds },
        "--concurrency" when int.TryParse(value, out var shoppers) && shoppers is > 0 and <= 1024 => this with { Concurrency = shoppers },
        "--seed" when int.TryParse(value, out var seed) => this with { Seed = seed },
        _ => null,
    };

    private static double Number(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : -1;
}
