using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Plumbline.Bench.Processes;

/// <summary>A `plumb watch` that runs beside what is measured.</summary>
internal sealed partial class Watcher : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _reading;

    private Watcher(Process process, int armed)
    {
        _process = process;
        Armed = armed;
        _reading = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    public int Armed { get; }

    public static async Task<Watcher> StartAsync(Running service, string[] options)
    {
        string[] arguments = [Repository.Plumb, "watch", $"{service.Pid}", "--json", "--no-store", .. options];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        while (await process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (Count().Match(line) is { Success: true } match)
            {
                return new Watcher(process, int.Parse(match.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
            }
        }

        throw new InvalidOperationException("plumb watch ended before it watched.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _process.Dispose();
    }

    [GeneratedRegex(@"([\d,]+) methods? armed")]
    private static partial Regex Count();
}
