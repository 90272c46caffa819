using System.Diagnostics;
using System.Text.Json;

namespace Plumbline.Bench.Processes;

/// <summary>
/// What `plumb watch` costs a service: requests a second and the 99th percentile, alone, attached, with some methods armed, with all of them.
/// Four processes, each with a round of load in its turn; the watches run beside them all the while, on the same cores. Two processes of one
/// program differ by several percent from birth, so each is measured before its watch comes, too, and held against itself.
/// </summary>
internal static class WatchedRequests
{
    public static async Task RunAsync(int rounds, double seconds)
    {
        Console.WriteLine("## What a watch costs");
        Console.WriteLine();
        Console.WriteLine($"Medians of {rounds} interleaved rounds of {seconds:F0} s before the watches come, and of as many with them, each after the runtime has done with compiling. Noise: half the distance between the first and the ninth decile. Of alone: what became of a process's requests, divided by what became of those of the one left alone.");
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
        var before = await RoundsAsync(services, load, plan).ConfigureAwait(false);
        await using var connection = await attached.AttachAsync().ConfigureAwait(false);
        await using var watchSome = await Watcher.StartAsync(changed, some).ConfigureAwait(false);
        await using var watchAll = await Watcher.StartAsync(all, ["--arm", "all"]).ConfigureAwait(false);
        var after = await RoundsAsync(services, load, plan).ConfigureAwait(false);
        string[] names = ["alone", "attached, idle", $"watch, {watchSome.Armed} methods armed", $"watch --arm all, {watchAll.Armed} methods armed"];
        double[] goals = [1, 0.99, 0.98, 0.90];
        Console.WriteLine($"{name}:");
        Console.WriteLine();
        Console.WriteLine("| | requests/s before | with | ± | of alone | goal | CPU ms a request before | with | of alone | p99 ms before | with | ± | |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
        for (var i = 0; i < services.Length; i++)
        {
            var share = Changed(rounds => rounds.Rates, i);
            var rate = after[i].Rates;
            Console.WriteLine(
                $"| {names[i]} | {before[i].Rates.Median:F0} | {rate.Median:F0} | {rate.Noise:F0} | {share:F3} | {goals[i]:F2} "
                + $"| {before[i].Costs.Median:F2} | {after[i].Costs.Median:F2} | {Changed(rounds => rounds.Costs, i):F3} "
                + $"| {before[i].Tails.Median:F1} | {after[i].Tails.Median:F1} | {after[i].Tails.Noise:F1} | {(share >= goals[i] ? "ok" : "missed")} |");
        }

        Console.WriteLine();
        double Changed(Func<Rounds, Series> series, int i) =>
            series(after[i]).Median / series(before[i]).Median / (series(after[0]).Median / series(before[0]).Median);
    }

    private static async Task<Rounds[]> RoundsAsync(Running[] services, Func<Running, double, Task<Round>> load, (int Rounds, double Seconds) plan)
    {
        await SettleAsync(services, load, plan.Seconds).ConfigureAwait(false);
        var rounds = services.Select(_ => new Rounds(new Series(), new Series(), new Series())).ToArray();
        for (var round = 0; round < plan.Rounds; round++)
        {
            for (var i = 0; i < services.Length; i++)
            {
                var cpu = services[i].Cpu;
                var (rate, tail) = await load(services[i], plan.Seconds).ConfigureAwait(false);
                rounds[i].Rates.Add(rate);
                rounds[i].Tails.Add(tail);
                rounds[i].Costs.Add((services[i].Cpu - cpu) * 1000 / (rate * plan.Seconds));
            }
        }

        return rounds;
    }

    /// <summary>
    /// Loads them until their runtimes have done with compiling: of a new process, and of methods that are armed, that takes a minute of load, and a
    /// service that is watched all day has it once.
    /// </summary>
    private static async Task SettleAsync(Running[] services, Func<Running, double, Task<Round>> load, double seconds)
    {
        const double Settled = 0.03;
        const int MostRounds = 12;
        foreach (var service in services)
        {
            for (var (round, share) = (0, 1.0); round < MostRounds && share > Settled; round++)
            {
                var before = Compiling(service);
                await load(service, seconds).ConfigureAwait(false);
                share = (Compiling(service) - before) / 1e9 / seconds;
            }
        }

        static long Compiling(Running service) => service.CpuOfThreads().Where(thread => thread.Key.Contains("Tiered", StringComparison.Ordinal)).Sum(thread => thread.Value);
    }

    /// <param name="Rates">Requests a second.</param>
    /// <param name="Tails">99th percentiles in milliseconds.</param>
    /// <param name="Costs">Milliseconds of the service's CPU a request.</param>
    private sealed record Rounds(Series Rates, Series Tails, Series Costs);
}
