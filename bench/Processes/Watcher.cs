using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Plumbline.Bench.Processes;

/// <summary>A `plumb watch` that runs beside what is measured.</summary>
internal sealed partial class Watcher : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _words;
    private readonly Task _reading;

    private Watcher(Process process, ConcurrentQueue<string> words, int armed)
    {
        _process = process;
        _words = words;
        Armed = armed;
        _reading = Task.WhenAll(process.StandardOutput.BaseStream.CopyToAsync(Stream.Null), HearAsync());
    }

    public int Armed { get; }

    public static Task<Watcher> StartAsync(Running service, string[] options) => StartAsync(service, [.. options, "--no-store"], null, []);

    /// <param name="service">What is watched.</param>
    /// <param name="options">Of the watch.</param>
    /// <param name="store">Folder that its store goes into, or null.</param>
    /// <param name="wrapper">Command that it is run by.</param>
    public static async Task<Watcher> StartAsync(Running service, string[] options, string? store, string[] wrapper)
    {
        string[] command = [.. wrapper, "dotnet", Repository.Plumb, "watch", $"{service.Pid}", "--json", .. options];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (store is not null)
        {
            start.WorkingDirectory = store;
            start.Environment["XDG_DATA_HOME"] = store;
        }

        var process = Process.Start(start)!;
        var words = new ConcurrentQueue<string>();
        while (await process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (Count().Match(line) is { Success: true } match)
            {
                return new Watcher(process, words, int.Parse(match.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
            }

            words.Enqueue(line);
        }

        throw new InvalidOperationException("plumb watch ended before it watched.");
    }

    /// <summary>Sends it a signal by its name.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync().ConfigureAwait(false);
    }

    /// <summary>The last thing that it said of itself, without the name of a folder.</summary>
    public string Words(string folder) => (_words.LastOrDefault() ?? "").Replace(folder, "…", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task HearAsync()
    {
        while (await _process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            _words.Enqueue(line);
        }
    }

    [GeneratedRegex(@"([\d,]+) methods? armed")]
    private static partial Regex Count();
}
