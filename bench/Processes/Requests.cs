using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Plumbline.Attach.Connection;
using Plumbline.Wire;

namespace Plumbline.Bench.Processes;

/// <summary>Requests a second of the shop: alone, attached and idle, with a counting probe on its hottest method; round after round.</summary>
internal static class Requests
{
    public static async Task RunAsync(int rounds, double seconds)
    {
        var data = Directory.CreateTempSubdirectory("plumbline-bench-");
        try
        {
            await using var alone = await ShopAsync(data, "alone").ConfigureAwait(false);
            await using var attached = await ShopAsync(data, "attached").ConfigureAwait(false);
            await using var connection = await attached.AttachAsync().ConfigureAwait(false);
            await LoadAsync(alone, 6).ConfigureAwait(false);
            var hottest = await HottestAsync(attached, connection).ConfigureAwait(false);
            await LoadAsync(attached, 6).ConfigureAwait(false);
            await MeasureAsync(alone, attached, connection, hottest, rounds, seconds).ConfigureAwait(false);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(Running alone, Running attached, AgentConnection connection, string hottest, int rounds, double seconds)
    {
        var (without, idle, counting, hits) = (new Series(), new Series(), new Series(), new Series());
        for (var round = 0; round < rounds; round++)
        {
            without.Add((await LoadAsync(alone, seconds).ConfigureAwait(false)).PerSecond);
            idle.Add((await LoadAsync(attached, seconds).ConfigureAwait(false)).PerSecond);
            var spec = new ProbeSpec { Kind = ProbeKind.Count, Place = hottest };
            var placed = await connection.AskAsync<ProbePlaced>(new PlaceProbe(spec), default).ConfigureAwait(false);
            counting.Add((await LoadAsync(attached, seconds).ConfigureAwait(false)).PerSecond);
            var removed = await connection.AskAsync<ProbeRemoved>(new RemoveProbe(placed.Status.Probe), default).ConfigureAwait(false);
            hits.Add(removed.Status.Hits / seconds);
            while (connection.Events.TryRead(out _))
            {
            }
        }

        Console.WriteLine("## Requests a second of samples/shop");
        Console.WriteLine();
        Console.WriteLine($"As many as 16 shoppers get answered; {rounds} interleaved rounds of {seconds:F0} s. The hottest method, {hottest}, is called {hits.Median:F0} times a second.");
        Console.WriteLine();
        Console.WriteLine("| | median | noise ± | of alone |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        foreach (var (name, series) in new[] { ("alone", without), ("attached, idle", idle), ("counting on the hottest method", counting) })
        {
            Console.WriteLine($"| {name} | {series.Median:F0} | {series.Noise:F0} | {series.Median / without.Median:P1} |");
        }

        Console.WriteLine();
    }

    private static Task<Running> ShopAsync(DirectoryInfo data, string name) =>
        Running.StartAsync(Repository.Shop, "--port", "0", "--data", data.CreateSubdirectory(name).FullName);

    /// <summary>Counts every method of the shop under load and gives the one with the most hits, as a place.</summary>
    private static async Task<string> HottestAsync(Running shop, AgentConnection connection)
    {
        var spec = new ProbeSpec { Kind = ProbeKind.Count, Place = "Shop!*" };
        var placed = await connection.AskAsync<ProbePlaced>(new PlaceProbe(spec), default).ConfigureAwait(false);
        await LoadAsync(shop, 4).ConfigureAwait(false);
        var removed = await connection.AskAsync<ProbeRemoved>(new RemoveProbe(placed.Status.Probe), default).ConfigureAwait(false);
        return $"Shop!{removed.Status.Sites.MaxBy(site => site.Hits)!.Method}(*)";
    }

    /// <param name="shop">What is loaded.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="rate">Requests a second; 0 for as many as are answered.</param>
    public static async Task<Round> LoadAsync(Running shop, double seconds, double rate = 0)
    {
        var url = shop.FirstLine[(shop.FirstLine.LastIndexOf(" on ", StringComparison.Ordinal) + 4)..];
        string[] arguments = ["--url", url, "--rate", rate.ToString(CultureInfo.InvariantCulture), "--concurrency", "16", "--seconds", seconds.ToString(CultureInfo.InvariantCulture), "--json"];
        using var load = Process.Start(new ProcessStartInfo(Repository.Load, arguments) { RedirectStandardOutput = true })!;
        var text = await load.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await load.WaitForExitAsync().ConfigureAwait(false);
        using var report = JsonDocument.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..]);
        return new Round(report.RootElement.GetProperty("requestsPerSecond").GetDouble(), report.RootElement.GetProperty("p99").GetDouble());
    }
}
