using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

[assembly: AssemblyFixture(typeof(Shop.Tests.ShopProcess))]

// One shop, one stock: a test that counts pieces must not share them with one that buys at random.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Shop.Tests;

/// <summary>The real service as a child process, on a port that was free and with a database of its own.</summary>
public sealed class ShopProcess : IAsyncLifetime
{
    private static readonly TimeSpan s_start = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("shop-tests-");
    private Process? _process;

    public HttpClient Http { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _process = Start("Shop.dll", "--port", "0", "--data", _data.FullName);
        using var deadline = new CancellationTokenSource(s_start);
        var line = await _process.StandardOutput.ReadLineAsync(deadline.Token)
            ?? throw new InvalidOperationException($"The shop ended with code {_process.ExitCode}.");
        Http.BaseAddress = new Uri(line[(line.LastIndexOf(' ') + 1)..]);
    }

    /// <summary>Starts one of the programs that were built beside the tests.</summary>
    public static Process Start(string program, params string[] args)
    {
        string[] all = [Path.Combine(AppContext.BaseDirectory, program), .. args];
        return Process.Start(new ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true })!;
    }

    public async Task<string> OpenCart(int customer, params (string Sku, int Quantity)[] lines)
    {
        var cart = await Json(await Http.PostAsJsonAsync("/carts", new { customerId = customer }));
        var path = $"/carts/{cart.GetProperty("id").GetString()}";
        foreach (var (sku, quantity) in lines)
        {
            (await Http.PutAsJsonAsync($"{path}/lines/{sku}", new { quantity })).EnsureSuccessStatusCode();
        }

        return path;
    }

    public async Task<HttpResponseMessage> AddCoupon(string cart, string code) =>
        await Http.PostAsJsonAsync($"{cart}/coupons", new { code });

    public async Task<HttpResponseMessage> Checkout(string cart, string card = "4242424242424242") =>
        await Http.PostAsJsonAsync(
            $"{cart}/checkout", new { number = card, holder = "A. Buyer", expiryMonth = 12, expiryYear = 2099, cvc = "123" });

    public async Task<int> Stock(string sku) => (await Http.GetFromJsonAsync<JsonElement>($"/products/{sku}")).GetProperty("stock").GetInt32();

    public static async Task<JsonElement> Json(HttpResponseMessage response)
    {
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _data.Delete(recursive: true);
    }
}
