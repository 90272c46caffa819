using Plumbline.Attach.Connection;
using Plumbline.Wire;

namespace Plumbline.Bench.Processes;

/// <summary>The longest gap of a thread that calls a method without a pause, in windows with and without a probe being applied or removed.</summary>
internal static class Pauses
{
    private static readonly TimeSpan s_window = TimeSpan.FromMilliseconds(150);

    public static async Task RunAsync(int rounds)
    {
        await using var target = await Running.StartAsync(Repository.Target, "spin").ConfigureAwait(false);
        await Task.Delay(2000).ConfigureAwait(false);
        await using var connection = await target.AttachAsync().ConfigureAwait(false);
        await ApplyAsync(target, connection, new Series(), new Series()).ConfigureAwait(false);
        var (quiet, apply, remove) = (new Series(), new Series(), new Series());
        for (var round = 0; round < rounds; round++)
        {
            await target.AskAsync().ConfigureAwait(false);
            await Task.Delay(s_window).ConfigureAwait(false);
            quiet.Add(await target.AskAsync().ConfigureAwait(false) / 1000);
            await ApplyAsync(target, connection, apply, remove).ConfigureAwait(false);
        }

        Console.WriteLine("## Pauses");
        Console.WriteLine();
        Console.WriteLine($"Longest gap between two turns of a spinning thread in a window of {s_window.TotalMilliseconds:F0} ms, in milliseconds; {rounds} windows each.");
        Console.WriteLine("The gaps of the windows in which nothing happens are the machine's own.");
        Console.WriteLine();
        Console.WriteLine("| in the window | median | p95 | longest | budget p95 | |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | --- |");
        Console.WriteLine($"| nothing | {quiet.Median:F2} | {quiet.At(0.95):F2} | {quiet.Largest:F2} | | |");
        Print("a snapshot probe is applied", apply);
        Print("it is removed", remove);
        Console.WriteLine();
    }

    private static void Print(string name, Series series) => Console.WriteLine(
        $"| {name} | {series.Median:F2} | {series.At(0.95):F2} | {series.Largest:F2} | 20 | {(series.At(0.95) <= 20 ? "ok" : "over")} |");

    private static async Task ApplyAsync(Running target, AgentConnection connection, Series apply, Series remove)
    {
        var spec = new ProbeSpec { Kind = ProbeKind.Snapshot, Place = "Work.Step", Rate = 20 };
        await target.AskAsync().ConfigureAwait(false);
        var placed = await connection.AskAsync<ProbePlaced>(new PlaceProbe(spec), default).ConfigureAwait(false);
        await Task.Delay(s_window).ConfigureAwait(false);
        apply.Add(await target.AskAsync().ConfigureAwait(false) / 1000);
        await connection.AskAsync<ProbeRemoved>(new RemoveProbe(placed.Status.Probe), default).ConfigureAwait(false);
        await Task.Delay(s_window).ConfigureAwait(false);
        remove.Add(await target.AskAsync().ConfigureAwait(false) / 1000);
        while (connection.Events.TryRead(out _))
        {
        }
    }
}
