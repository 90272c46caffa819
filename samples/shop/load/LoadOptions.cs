using System.Globalization;

namespace Load;

/// <param name="Rate">Most requests a second, over all shoppers; 0 for no bound.</param>
/// <param name="Concurrency">Shoppers; each has at most one request under way.</param>
/// <param name="Seconds">Time to run; 0 until Ctrl-C.</param>
/// <param name="Seed">The same seed makes every shopper take the same steps.</param>
internal sealed record LoadOptions(Uri Url, double Rate, int Concurrency, double Seconds, int Seed, bool Json)
{
    public static readonly string Usage =
        "usage: load [--url URL] [--rate REQUESTS/S] [--concurrency N] [--seconds N] [--seed N] [--json]\n"
        + "            [--fault NAME | --fault-every STEPS | --story SECONDS]\n"
        + "       defaults: http://127.0.0.1:5080, 200 requests/s (0 is no bound), 16, until Ctrl-C, 1\n"
        + "       --fault: only this fault, once; --fault-every: any of them, once in so many steps of the shoppers;\n"
        + "       --story: each of them once in this time, among shoppers\n"
        + $"       faults: {string.Join(", ", Faults.Names)}";

    public static LoadOptions Default { get; } = new(new Uri("http://127.0.0.1:5080"), 200, 16, 0, 1, false);

    /// <summary>The one fault to meet, without shoppers; or null.</summary>
    public string? Fault { get; init; }

    /// <summary>Steps of shoppers to one fault, on average; 0 for no fault.</summary>
    public int FaultEvery { get; init; }

    /// <summary>Seconds in which every fault is met once; 0 for no such story.</summary>
    public double Story { get; init; }

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
        "--fault" when Faults.Names.Contains(value) => this with { Fault = value },
        "--fault-every" when int.TryParse(value, out var steps) && steps > 0 => this with { FaultEvery = steps },
        "--story" when Number(value) is > 0 and var seconds => this with { Story = seconds, Seconds = seconds },
        _ => null,
    };

    private static double Number(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : -1;
}
