using System.Diagnostics;

namespace Plumbline.Bench.Processes;

/// <summary>
/// What `plumb watch` costs a service: its processor time of a request, its requests a second and their 99th percentile, alone, attached, with some
/// methods armed, with all of them. Four processes of one program; two watches run beside them on the same cores. Processes differ from birth and
/// drift with the machine, so each is measured before its watch comes, too, and held against itself and against the one left alone.
/// </summary>
internal static class WatchedRequests
{
    private static readonly double[] s_goals = [1, 0.99, 0.98, 0.90];

    /// <param name="plan">Of each half: rounds at the bounded rate, rounds at full load, and the seconds of one.</param>
    public static async Task RunAsync(WatchPlan plan)
    {
        Console.WriteLine("## What a watch costs");
        Console.WriteLine();
        Console.WriteLine(
            $"Processor time of a request: all four processes at once, each with the same few requests a second, {plan.Paced} rounds of {plan.Seconds:F0} s before the watches come and as many with them, "
            + "less what the process takes while nobody asks it anything (\"idle\"); in every round, each is divided by the one left alone. Its throughput: (1 s of a core - idle) / time of a request, "
            + "with the watch to before, which is what a service that is bound by its processor has left. Requests a second: "
            + $"each in its turn under full load, {plan.Full} rounds before and with. Medians. Noise: half the distance between the first and the ninth decile of the rounds.");
        Console.WriteLine();
        var data = Directory.CreateTempSubdirectory("plumbline-bench-");
        try
        {
            var number = 0;
            var shop = new WatchedService("samples/shop, 16 shoppers", 120, () => Running.StartAsync(Repository.Shop, "--port", "0", "--data", data.CreateSubdirectory($"{number++}").FullName), Requests.LoadAsync);
            await MeasureAsync(shop, ["--arm", "Shop.PriceCalculator", "--arm", "Shop.Orders"], plan).ConfigureAwait(false);
            await MeasureAsync(new WatchedService("CSharpier's server, 4 clients", 8, Formatter.StartAsync, Formatter.LoadAsync), ["--arm", "CSharpier.Core.CSharp.SyntaxPrinter"], plan).ConfigureAwait(false);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(WatchedService service, string[] some, WatchPlan plan)
    {
        await using var alone = await service.Start().ConfigureAwait(false);
        await using var attached = await service.Start().ConfigureAwait(false);
        await using var changed = await service.Start().ConfigureAwait(false);
        await using var all = await service.Start().ConfigureAwait(false);
        Running[] processes = [alone, attached, changed, all];
        var before = await RoundsAsync(service, processes, plan).ConfigureAwait(false);
        await using var connection = await attached.AttachAsync().ConfigureAwait(false);
        await using var watchSome = await Watcher.StartAsync(changed, some).ConfigureAwait(false);
        await using var watchAll = await Watcher.StartAsync(all, ["--arm", "all"]).ConfigureAwait(false);
        var after = await RoundsAsync(service, processes, plan).ConfigureAwait(false);
        string[] names = ["alone", "attached, idle", $"watch, {watchSome.Armed} methods armed", $"watch --arm all, {watchAll.Armed} methods armed"];
        Console.WriteLine($"{service.Name}:");
        Console.WriteLine();
        Console.WriteLine("| | idle CPU ms/s before | with | CPU ms a request before | with | of alone before | with | ± | its throughput | goal | | requests/s before | with | ± | of alone | p99 ms before | with | ± |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (var i = 0; i < processes.Length; i++)
        {
            var (was, now) = (before[i], after[i]);
            var throughput = was.Shares.Median / now.Shares.Median * (1 - now.Idle) / (1 - was.Idle);
            var rate = now.Rates.Median / was.Rates.Median / (after[0].Rates.Median / before[0].Rates.Median);
            Console.WriteLine(
                $"| {names[i]} | {was.Idle * 1000:F1} | {now.Idle * 1000:F1} | {was.Costs.Median:F3} | {now.Costs.Median:F3} | {was.Shares.Median:F3} | {now.Shares.Median:F3} | {now.Shares.Noise:F3} | {throughput:F3} | {s_goals[i]:F2} | {(throughput >= s_goals[i] ? "ok" : "missed")} "
                + $"| {was.Rates.Median:F0} | {now.Rates.Median:F0} | {now.Rates.Noise:F0} | {rate:F3} | {was.Tails.Median:F1} | {now.Tails.Median:F1} | {now.Tails.Noise:F1} |");
        }

        Console.WriteLine();
    }

    private static async Task<Rounds[]> RoundsAsync(WatchedService service, Running[] processes, WatchPlan plan)
    {
        await SettleAsync(service, processes, plan.Seconds).ConfigureAwait(false);
        var paced = new List<Spent[]>();
        for (var round = 0; round < plan.Paced; round++)
        {
            paced.Add(await Task.WhenAll(processes.Select(process => SpendAsync(service, process, plan.Seconds))).ConfigureAwait(false));
        }

        // After the requests: what these have had compiled is compiled in the background for a while.
        var idle = await IdleAsync(processes, plan.Seconds * 2).ConfigureAwait(false);
        var rounds = idle.Select(share => new Rounds(share, new Series(), new Series(), new Series(), new Series())).ToArray();
        foreach (var spent in paced)
        {
            for (var i = 0; i < processes.Length; i++)
            {
                rounds[i].Costs.Add(spent[i].CostOf(idle[i]));
                rounds[i].Shares.Add(spent[i].CostOf(idle[i]) / spent[0].CostOf(idle[0]));
            }
        }

        for (var round = 0; round < plan.Full; round++)
        {
            for (var i = 0; i < processes.Length; i++)
            {
                var (rate, tail) = await service.Load(processes[i], plan.Seconds, 0).ConfigureAwait(false);
                rounds[i].Rates.Add(rate);
                rounds[i].Tails.Add(tail);
            }
        }

        return rounds;
    }

    /// <summary>Seconds of a core that each takes in a second without requests.</summary>
    private static async Task<double[]> IdleAsync(Running[] processes, double seconds)
    {
        var before = processes.Select(process => process.Cpu).ToList();
        var watch = Stopwatch.StartNew();
        await Task.Delay(TimeSpan.FromSeconds(seconds)).ConfigureAwait(false);
        return [.. processes.Zip(before, (process, was) => (process.Cpu - was) / watch.Elapsed.TotalSeconds)];
    }

    private static async Task<Spent> SpendAsync(WatchedService service, Running process, double seconds)
    {
        var cpu = process.Cpu;
        var watch = Stopwatch.StartNew();
        var (rate, _) = await service.Load(process, seconds, service.PacedRate).ConfigureAwait(false);
        return new Spent(process.Cpu - cpu, watch.Elapsed.TotalSeconds, rate * seconds);
    }

    /// <summary>
    /// Loads them until their runtimes have done with compiling: of a new process, and of methods that are armed, that takes a minute of load, and a
    /// service that is watched all day has it once.
    /// </summary>
    private static async Task SettleAsync(WatchedService service, Running[] processes, double seconds)
    {
        const double Settled = 0.03;
        const int MostRounds = 15;
        for (var (round, most) = (0, 1.0); round < MostRounds && most > Settled; round++)
        {
            var before = processes.Select(Compiling).ToList();
            await Task.WhenAll(processes.Select(process => service.Load(process, seconds, 0))).ConfigureAwait(false);
            most = processes.Zip(before, (process, was) => (Compiling(process) - was) / 1e9 / seconds).Max();
        }

        static long Compiling(Running service) => service.CpuOfThreads().Where(thread => thread.Key.Contains("Tiered", StringComparison.Ordinal)).Sum(thread => thread.Value);
    }

    /// <param name="Cpu">Seconds of a core.</param>
    /// <param name="Seconds">That passed.</param>
    /// <param name="Requests">That were answered.</param>
    private sealed record Spent(double Cpu, double Seconds, double Requests)
    {
        /// <summary>Milliseconds that a request took, without what the process takes anyway.</summary>
        /// <param name="idle">Share of a core.</param>
        public double CostOf(double idle) => (Cpu - (idle * Seconds)) * 1000 / Requests;
    }

    /// <param name="Idle">Share of a core that it takes without requests.</param>
    /// <param name="Costs">Milliseconds of the process's CPU a request, at the bounded rate, besides.</param>
    /// <param name="Shares">The same, divided by that of the process left alone in the same seconds.</param>
    /// <param name="Rates">Requests a second under full load.</param>
    /// <param name="Tails">99th percentiles of those in milliseconds.</param>
    private sealed record Rounds(double Idle, Series Costs, Series Shares, Series Rates, Series Tails);

    /// <param name="Name">As shown.</param>
    /// <param name="PacedRate">Requests a second that four processes at once leave the machine half idle with.</param>
    /// <param name="Start">Starts one.</param>
    /// <param name="Load">Loads one for so many seconds, at a rate or, where that is 0, fully.</param>
    private sealed record WatchedService(string Name, double PacedRate, Func<Task<Running>> Start, Func<Running, double, double, Task<Round>> Load);
}
