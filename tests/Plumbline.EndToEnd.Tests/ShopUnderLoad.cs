using System.Diagnostics;

namespace Plumbline.EndToEnd.Tests;

/// <summary>The sample shop with shoppers in it, as the README starts it.</summary>
internal sealed class ShopUnderLoad : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private static readonly string s_root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));

    private readonly Process _shop;
    private readonly Process _load;
    private readonly DirectoryInfo _data;

    private ShopUnderLoad(Process shop, Process load, DirectoryInfo data)
    {
        _shop = shop;
        _load = load;
        _data = data;
    }

    public int Pid => _shop.Id;

    public bool Serves => !_shop.HasExited && !_load.HasExited;

    public static async Task<ShopUnderLoad> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("plumbline-shop-");
        var shop = Start("samples/shop/bin/Release/net10.0/Shop.dll", "--port", "0", "--data", data.FullName);
        var line = await shop.StandardOutput.ReadLineAsync().WaitAsync(s_limit).ConfigureAwait(false)
            ?? throw new InvalidOperationException("The shop did not start.");
        var load = Start("samples/shop/load/bin/Release/net10.0/load.dll", "--url", line[(line.LastIndexOf(' ') + 1)..], "--rate", "80", "--seconds", "300");
        return new ShopUnderLoad(shop, load, data);
    }

    /// <summary>Runs the built <c>plumb</c> and gives its exit code and what it printed.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> PlumbAsync(params string[] arguments)
    {
        using var process = Start("src/Plumbline.Cli/bin/Release/net10.0/plumb.dll", arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(s_limit).ConfigureAwait(false);
        return (process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { _load, _shop })
        {
            process.Kill();
            await process.WaitForExitAsync().ConfigureAwait(false);
            process.Dispose();
        }

        _data.Delete(recursive: true);
    }

    private static Process Start(string program, params string[] arguments)
    {
        string[] all = [Path.Combine(s_root, program), .. arguments];
        var start = new ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = s_root };
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }
}
