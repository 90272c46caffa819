using System.Diagnostics;
using System.Threading.Channels;

namespace Plumbline.Bench.Processes;

/// <summary>From a throw in the process to the line that `plumb watch` prints of it, for failures that it has not seen before.</summary>
internal static class ShownFailures
{
    private const double Budget = 250;

    public static async Task RunAsync(int failures)
    {
        await using var target = await Running.StartAsync(Repository.Target, "fail").ConfigureAwait(false);
        string[] arguments = [Repository.Plumb, "watch", $"{target.Pid}", "--arm", "all", "--no-store"];
        using var plumb = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        while (await plumb.StandardError.ReadLineAsync().ConfigureAwait(false) is { } said && !said.StartsWith("Watching", StringComparison.Ordinal))
        {
        }

        var lines = Channel.CreateUnbounded<(string Text, double At)>();
        var reading = ReadAsync(plumb, lines.Writer);
        var times = new Series();
        for (var number = 1; number <= failures; number++)
        {
            var thrown = await target.AskAsync().ConfigureAwait(false);
            times.Add((await ShownAsync(lines.Reader, $"failure {number}.").ConfigureAwait(false) - thrown) / 1000);
            await Task.Delay(50 + (number * 7 % 100)).ConfigureAwait(false);
        }

        plumb.Kill();
        await plumb.WaitForExitAsync().ConfigureAwait(false);
        await reading.ConfigureAwait(false);
        Console.WriteLine("## Time from throw to shown");
        Console.WriteLine();
        Console.WriteLine($"Milliseconds from the throw of an exception of a new kind to its line in `plumb watch`, with its values; {failures} of them.");
        Console.WriteLine();
        Console.WriteLine("| median | 95th percentile | slowest | budget at the 95th | |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | --- |");
        Console.WriteLine($"| {times.Median:F0} | {times.At(0.95):F0} | {times.Largest:F0} | {Budget:F0} | {(times.At(0.95) <= Budget ? "ok" : "over")} |");
        Console.WriteLine();
    }

    private static async Task ReadAsync(Process plumb, ChannelWriter<(string Text, double At)> lines)
    {
        while (await plumb.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            lines.TryWrite((line, (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalMicroseconds));
        }
    }

    private static async Task<double> ShownAsync(ChannelReader<(string Text, double At)> lines, string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var line = await lines.ReadAsync(limit.Token).ConfigureAwait(false);
            if (line.Text.Contains(text, StringComparison.Ordinal))
            {
                return line.At;
            }
        }
    }
}
