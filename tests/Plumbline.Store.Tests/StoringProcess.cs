using System.Diagnostics;
using System.Globalization;

namespace Plumbline.Store.Tests;

/// <summary>The program tests/Targets/Storing, which writes to a store from a process of its own.</summary>
internal sealed class StoringProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private static readonly string s_program =
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../Targets/Storing/bin/Release/net10.0/Storing.dll"));

    private readonly Process _process;

    private StoringProcess(Process process) => _process = process;

    public static Task<StoringProcess> LockAsync(StorePlace place) => StartAsync([], place, "lock");

    public static Task<StoringProcess> WriteAsync(StorePlace place, string source, int count, int bytes, params string[] launcher) =>
        StartAsync(launcher, place, source, count.ToString(CultureInfo.InvariantCulture), bytes.ToString(CultureInfo.InvariantCulture));

    public static async Task<bool> CanRunAsync(string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        await process.WaitForExitAsync().WaitAsync(s_limit);
        return process.ExitCode == 0;
    }

    public async Task<string> EndAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(s_limit);
        await _process.WaitForExitAsync().WaitAsync(s_limit);
        return output + await _process.StandardError.ReadToEndAsync();
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(s_limit);
    }

    public void Release() => _process.StandardInput.Close();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static async Task<StoringProcess> StartAsync(string[] launcher, StorePlace place, params string[] arguments)
    {
        string[] command = [.. launcher, "dotnet", s_program, place.Folder, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("It did not start.");
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(s_limit);
        return line == "ready" ? new StoringProcess(process) : throw new InvalidOperationException($"It said '{line}'.");
    }
}
