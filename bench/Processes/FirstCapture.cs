using System.Diagnostics;

namespace Plumbline.Bench.Processes;

/// <summary>From the start of `plumb snapshot` to the line with the first capture, on a process that has run for a while.</summary>
internal static class FirstCapture
{
    public static async Task RunAsync(int rounds)
    {
        var (first, again, inside) = (new Series(), new Series(), new Series());
        for (var round = 0; round < rounds; round++)
        {
            await using var target = await Running.StartAsync(Repository.Target, "steady").ConfigureAwait(false);
            await Task.Delay(2000).ConfigureAwait(false);
            first.Add(await SnapshotAsync(target.Pid).ConfigureAwait(false));
            again.Add(await SnapshotAsync(target.Pid).ConfigureAwait(false));
            inside.Add(await SnapshotAsync(target.Pid).ConfigureAwait(false));
        }

        Console.WriteLine("## Time from command to first capture");
        Console.WriteLine();
        Console.WriteLine($"Milliseconds from the start of the process `plumb snapshot` to its first line; {rounds} warm processes.");
        Console.WriteLine();
        Console.WriteLine("| | median | noise ± | slowest | budget | |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | --- |");
        Print("not attached before", first);
        Print("the agent is there already", again);
        Print("the third time", inside);
        Console.WriteLine();
    }

    private static void Print(string name, Series series) => Console.WriteLine(
        $"| {name} | {series.Median:F0} | {series.Noise:F0} | {series.Largest:F0} | 1000 | {(series.Median <= 1000 ? "ok" : "over")} |");

    private static async Task<double> SnapshotAsync(int pid)
    {
        var start = Stopwatch.GetTimestamp();
        string[] arguments = [Repository.Plumb, "snapshot", $"{pid}", "Work.Step", "--json"];
        using var plumb = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = plumb.StandardError.ReadToEndAsync();
        while (await plumb.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (line.Contains("\"nodes\"", StringComparison.Ordinal))
            {
                var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                await plumb.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
                await plumb.WaitForExitAsync().ConfigureAwait(false);
                return elapsed;
            }
        }

        throw new InvalidOperationException($"plumb snapshot captured nothing: {await errors.ConfigureAwait(false)}");
    }
}
