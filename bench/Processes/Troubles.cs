namespace Plumbline.Bench.Processes;

/// <summary>
/// What a service feels of a watch in trouble: requests a second and the 99th percentile while the watch is frozen, killed, can't write to a
/// full disk, finds its store locked. Each is a shop of its own with a new watch in each round; the trouble begins a third into the round.
/// </summary>
internal static class Troubles
{
    private const double Warm = 5;
    private static readonly string[] s_watched = ["--arm", "all", "--slow", "5ms"];

    private static readonly (string Name, Func<Watcher, Task> Begin)[] s_signals =
    [
        ("watched", _ => Task.CompletedTask),
        ("watch frozen", watch => watch.SignalAsync("STOP")),
        ("watch killed", watch => watch.SignalAsync("KILL")),
    ];

    public static async Task RunAsync(int rounds, double seconds)
    {
        var folder = Directory.CreateTempSubdirectory("plumbline-bench-");
        try
        {
            var shops = new List<Shop> { await StartAsync(folder, "alone").ConfigureAwait(false) };
            foreach (var (name, begin) in s_signals)
            {
                shops.Add(await StartAsync(folder, name, begin).ConfigureAwait(false));
            }

            shops.Add(await StartAsync(folder, "disk full", wrapper: FullDisk(folder)).ConfigureAwait(false));
            await using var holder = await Running.StartAsync(Repository.Storing, folder.CreateSubdirectory("store locked/plumbline").FullName, "lock").ConfigureAwait(false);
            shops.Add(await StartAsync(folder, "store locked").ConfigureAwait(false));
            await MeasureAsync(shops, rounds, seconds).ConfigureAwait(false);
            foreach (var shop in shops)
            {
                await shop.Process.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Runs a command where its store is a file system of 64 kB.</summary>
    private static string[] FullDisk(DirectoryInfo folder)
    {
        var mount = $"mount -t tmpfs -o size=64k none '{folder.CreateSubdirectory("disk full/plumbline").FullName}' && exec \"$@\"";
        return ["unshare", "--mount", "--map-root-user", "sh", "-c", mount, "sh"];
    }

    private static async Task<Shop> StartAsync(DirectoryInfo folder, string name, Func<Watcher, Task>? begin = null, string[]? wrapper = null)
    {
        var process = await Running.StartAsync(Repository.Shop, "--port", "0", "--data", folder.CreateSubdirectory($"shop {name}").FullName).ConfigureAwait(false);
        await Requests.LoadAsync(process, 6).ConfigureAwait(false);
        return new Shop(name, process, folder.CreateSubdirectory(name).FullName, begin ?? (_ => Task.CompletedTask), wrapper ?? []);
    }

    private static async Task MeasureAsync(List<Shop> shops, int rounds, double seconds)
    {
        // One more round than is counted: new code is compiled in it.
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var shop in shops)
            {
                var (rate, tail) = await RoundAsync(shop, seconds).ConfigureAwait(false);
                if (round > 0)
                {
                    shop.Rates.Add(rate);
                    shop.Tails.Add(tail);
                }
            }
        }

        Console.WriteLine("## A watch in trouble");
        Console.WriteLine();
        Console.WriteLine($"samples/shop, 16 shoppers; medians of {rounds} interleaved rounds of {seconds:F0} s. Noise: half the distance between the first and the ninth decile.");
        Console.WriteLine();
        Console.WriteLine("| | requests/s | ± | of alone | p99 ms | ± | what the watch said |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | --- |");
        foreach (var shop in shops)
        {
            Console.WriteLine($"| {shop.Name} | {shop.Rates.Median:F0} | {shop.Rates.Noise:F0} | {shop.Rates.Median / shops[0].Rates.Median:F3} | {shop.Tails.Median:F1} | {shop.Tails.Noise:F1} | {shop.Words} |");
        }

        Console.WriteLine();
    }

    private static async Task<Round> RoundAsync(Shop shop, double seconds)
    {
        if (shop.Name == "alone")
        {
            return await Requests.LoadAsync(shop.Process, seconds).ConfigureAwait(false);
        }

        // What is armed is compiled anew; that is no trouble.
        await using var watch = await Watcher.StartAsync(shop.Process, s_watched, shop.Store, shop.Wrapper).ConfigureAwait(false);
        await Requests.LoadAsync(shop.Process, Warm).ConfigureAwait(false);
        var load = Requests.LoadAsync(shop.Process, seconds);
        await Task.Delay(TimeSpan.FromSeconds(seconds / 3)).ConfigureAwait(false);
        await shop.Begin(watch).ConfigureAwait(false);
        var round = await load.ConfigureAwait(false);
        shop.Words = watch.Words(shop.Store);
        return round;
    }

    /// <param name="Name">Of the trouble.</param>
    /// <param name="Process">The shop.</param>
    /// <param name="Store">Where the watch keeps what it sees.</param>
    /// <param name="Begin">Makes the trouble.</param>
    /// <param name="Wrapper">Command that the watch is run by.</param>
    private sealed record Shop(string Name, Running Process, string Store, Func<Watcher, Task> Begin, string[] Wrapper)
    {
        public Series Rates { get; } = new();

        public Series Tails { get; } = new();

        public string Words { get; set; } = "";
    }
}
