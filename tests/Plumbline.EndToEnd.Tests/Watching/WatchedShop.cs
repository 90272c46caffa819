using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Plumbline.Attach.Attaching;
using Plumbline.Attach.Connection;
using Plumbline.Attach.Processes;
using Plumbline.Wire;

namespace Plumbline.EndToEnd.Tests.Watching;

/// <summary>The sample shop with all of its code armed, and requests for it.</summary>
internal sealed class WatchedShop : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(90);
    private static readonly string s_root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));

    private readonly Process _shop;
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _http;
    private AgentConnection? _connection;

    private WatchedShop(Process shop, DirectoryInfo folder, Uri url)
    {
        _shop = shop;
        _folder = folder;
        _http = new HttpClient { BaseAddress = url };
    }

    /// <summary>Everything that the watch told so far.</summary>
    public List<WireMessage> Told { get; } = [];

    public static async Task<WatchedShop> StartAsync(double slowMilliseconds = 0)
    {
        var folder = Directory.CreateTempSubdirectory("plumbline-shop-");
        var shop = Start("samples/shop/bin/Release/net10.0/Shop.dll", "--port", "0", "--data", folder.FullName);
        var line = await shop.StandardOutput.ReadLineAsync().WaitAsync(s_limit) ?? throw new InvalidOperationException("The shop did not start.");
        var watched = new WatchedShop(shop, folder, new Uri(line[(line.LastIndexOf(' ') + 1)..]));
        await watched.WatchAsync(slowMilliseconds);
        return watched;
    }

    /// <summary>Shoppers for a moment; fails when the shop answered one of them with an error.</summary>
    public Task ShopAsync() => LoadAsync("--rate", "80", "--seconds", "2");

    /// <summary>One fault of the load generator, once.</summary>
    public Task MeetAsync(string fault) => LoadAsync("--fault", fault);

    /// <summary>Makes one harmless request often enough for what differs from it to mean something.</summary>
    public async Task RepeatAsync(string path, int times = 1_200)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = 4 };
        await Parallel.ForAsync(0, times, options, async (_, cancel) => (await _http.GetAsync(path, cancel)).Dispose()).WaitAsync(s_limit);
    }

    /// <summary>The path of a new cart with one piece of a product.</summary>
    public async Task<string> CartAsync(string sku, params string[] coupons)
    {
        using var opened = await _http.PostAsJsonAsync("/carts", new { customerId = 1 });
        var path = $"/carts/{(await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()}";
        (await _http.PutAsJsonAsync($"{path}/lines/{sku}", new { quantity = 1 })).Dispose();
        foreach (var code in coupons)
        {
            (await _http.PostAsJsonAsync($"{path}/coupons", new { code })).Dispose();
        }

        return path;
    }

    /// <summary>The first message of a kind that was told, or is told in a while, with captures that belong to it, and these; null where none comes.</summary>
    public async Task<(T Message, Captured[] Captures)?> FindAsync<T>(Func<T, bool> wanted, Func<T, Captured, bool> belongs)
        where T : WireMessage
    {
        for (var deadline = DateTime.UtcNow + TimeSpan.FromSeconds(20); DateTime.UtcNow < deadline; await ReadAsync())
        {
            if (Told.OfType<T>().FirstOrDefault(message => wanted(message) && CapturesOf(message).Length > 0) is { } found)
            {
                await ReadAsync();
                return (Told.OfType<T>().Last(later => wanted(later)), CapturesOf(found));
            }
        }

        return null;

        Captured[] CapturesOf(T message) => [.. Told.OfType<Captured>().Where(capture => belongs(message, capture))];
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _http.Dispose();
        _shop.Kill();
        await _shop.WaitForExitAsync();
        _shop.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task WatchAsync(double slowMilliseconds)
    {
        var facts = TargetFacts.Read(_shop.Id)!;
        await facts.AskRuntimeAsync();
        var agent = new AgentFiles(Path.Combine(s_root, "src/Plumbline.Agent/bin/Release/net8.0"));
        _connection = await Attachment.OpenAsync(facts, agent, new AttachOptions(Force: false, "watch"), default).WaitAsync(s_limit);
        var limits = new CaptureLimits { Milliseconds = 1000 };
        var watch = new WatchFailures { Arm = ["all"], Limits = limits, SlowMilliseconds = slowMilliseconds };
        await _connection.AskAsync<WatchArmed>(watch, default).WaitAsync(s_limit);
    }

    /// <summary>Reads what is told until nothing more comes for half a second.</summary>
    private async Task ReadAsync()
    {
        while (true)
        {
            using var end = new CancellationTokenSource(TimeSpan.FromSeconds(0.5));
            try
            {
                Told.Add(await _connection!.Events.ReadAsync(end.Token));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task LoadAsync(params string[] arguments)
    {
        using var load = Start("samples/shop/load/bin/Release/net10.0/load.dll", ["--url", $"{_http.BaseAddress}", .. arguments]);
        var report = await load.StandardOutput.ReadToEndAsync().WaitAsync(s_limit);
        await load.WaitForExitAsync().WaitAsync(s_limit);
        if (load.ExitCode != 0)
        {
            throw new InvalidOperationException(report);
        }
    }

    private static Process Start(string program, params string[] arguments)
    {
        // The budget is tested elsewhere; here a busy machine must not hold a capture back.
        var start = new ProcessStartInfo("dotnet", [Path.Combine(s_root, program), .. arguments]) { RedirectStandardOutput = true };
        start.Environment["PLUMBLINE_CPU_SHARE"] = "1";
        return Process.Start(start)!;
    }
}
