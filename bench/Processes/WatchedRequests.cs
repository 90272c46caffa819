using System.Diagnostics;
using System.Text.Json;

namespace Plumbline.Bench.Processes;

/// <summary>
/// What `plumb watch` costs a service: requests a second and the 99th percentile, alone, attached, with some methods armed, with all of them.
/// Four processes at a time, each with a round of load in its turn; the watches run beside them all the while, on the same cores.
/// </summary>
internal static class WatchedRequests
{
    public static async Task RunAsync(int rounds, double seconds)
    {
        Console.WriteLine("## What a watch costs");
        Console.WriteLine();
        Console.WriteLine($"Medians of {rounds} interleaved rounds of {seconds:F0} s. Noise: half the distance between the first and the ninth decile.");
        Console.WriteLine();
        var data = Directory.CreateTempSubdirectory("plumbline-bench-");
        try
        {
            var number = 0;
            await MeasureAsync(
                "samples/shop, 16 shoppers",
                () => Running.StartAsync(Repository.Shop, "--port", "0", "--data", data.CreateSubdirectory($"{number++}").FullName),
                Requests.LoadAsync,
                ["--arm", "Shop.PriceCalculator", "--arm", "Shop.Orders"],
                (rounds, seconds)).ConfigureAwait(false);
            await MeasureAsync("CSharpier's server, 4 clients", Formatter.StartAsync, Formatter.LoadAsync, ["--arm", "CSharpier.Core.CSharp.SyntaxPrinter"], (rounds, seconds)).ConfigureAwait(false);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(string name, Func<Task<Running>> start, Func<Running, double, Task<Round>> load, string[] some, (int Rounds, double Seconds) plan)
    {
        await using var alone = await start().ConfigureAwait(false);
        await using var attached = await start().ConfigureAwait(false);
        await using var changed = await start().ConfigureAwait(false);
        await using var all = await start().ConfigureAwait(false);
        Running[] services = [alone, attached, changed, all];
        foreach (var service in services)
        {
            await load(service, plan.Seconds).ConfigureAwait(false);
        }

        await using var connection = await attached.AttachAsync().ConfigureAwait(false);
        await using var watchSome = await Watcher.StartAsync(changed, some).ConfigureAwait(false);
        await using var watchAll = await Watcher.StartAsync(all, ["--arm", "all"]).ConfigureAwait(false);
        var (rates, tails) = (services.Select(_ => new Series()).ToArray(), services.Select(_ => new Series()).ToArray());

        // One more round than is counted: new code is compiled in it.
        for (var round = 0; round <= plan.Rounds; round++)
        {
            for (var i = 0; i < services.Length; i++)
            {
                var (rate, tail) = await load(services[i], plan.Seconds).ConfigureAwait(false);
                if (round > 0)
                {
                    rates[i].Add(rate);
                    tails[i].Add(tail);
                }
            }
        }

        string[] names = ["alone", "attached, idle", $"watch, {watchSome.Armed} methods armed", $"watch --arm all, {watchAll.Armed} methods armed"];
        double[] goals = [1, 0.99, 0.98, 0.90];
        Console.WriteLine($"{name}:");
        Console.WriteLine();
        Console.WriteLine("| | requests/s | ± | of alone | goal | p99 ms | ± | |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
        for (var i = 0; i < services.Length; i++)
        {
            var share = rates[i].Median / rates[0].Median;
            Console.WriteLine($"| {names[i]} | {rates[i].Median:F0} | {rates[i].Noise:F0} | {share:F3} | {goals[i]:F2} | {tails[i].Median:F1} | {tails[i].Noise:F1} | {(share >= goals[i] ? "ok" : "missed")} |");
        }

        Console.WriteLine();
    }
}
