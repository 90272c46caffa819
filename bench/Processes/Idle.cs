using Plumbline.Wire;

namespace Plumbline.Bench.Processes;

/// <summary>What an attached process costs while nothing is asked of the agent: CPU and memory.</summary>
internal static class Idle
{
    public static async Task RunAsync(double seconds)
    {
        await using var alone = await Running.StartAsync(Repository.Target, "idle").ConfigureAwait(false);
        await using var target = await Running.StartAsync(Repository.Target, "idle").ConfigureAwait(false);
        await Task.Delay(3000).ConfigureAwait(false);
        var before = target.Memory;
        var aloneBefore = alone.Memory;
        double connected;
        double used;
        await using (var connection = await target.AttachAsync().ConfigureAwait(false))
        {
            var spec = new ProbeSpec { Kind = ProbeKind.Snapshot, Place = "Work.Step" };
            var placed = await connection.AskAsync<ProbePlaced>(new PlaceProbe(spec), default).ConfigureAwait(false);
            await connection.AskAsync<ProbeRemoved>(new RemoveProbe(placed.Status.Probe), default).ConfigureAwait(false);

            // The runtime goes on compiling better code for what ran just now; that is not idle yet.
            await Task.Delay(TimeSpan.FromSeconds(seconds)).ConfigureAwait(false);
            connected = await CpuAsync(target, seconds).ConfigureAwait(false);
            used = target.Memory.Private - before.Private;
        }

        await Task.Delay(2000).ConfigureAwait(false);
        var attached = await CpuAsync(target, seconds).ConfigureAwait(false);
        var baseline = await CpuAsync(alone, seconds).ConfigureAwait(false);
        var after = target.Memory;
        Console.WriteLine("## An attached idle process");
        Console.WriteLine();
        Console.WriteLine($"CPU of one core over {seconds:F0} s. Memory of a process that waits, before it was attached to and after one probe came and went.");
        Console.WriteLine();
        Console.WriteLine("| | value | budget | |");
        Console.WriteLine("| --- | ---: | ---: | --- |");
        Console.WriteLine($"| CPU of a process without the agent | {baseline:P3} | | |");
        Console.WriteLine($"| CPU attached, nobody connected | {attached:P3} | 0.1 % | {(attached <= 0.001 ? "ok" : "over")} |");
        Console.WriteLine($"| CPU attached, a controller connected | {connected:P3} | 0.1 % | {(connected <= 0.001 ? "ok" : "over")} |");
        Console.WriteLine($"| private memory of the agent, connected | {used:F1} MB | 15 MB | {(used <= 15 ? "ok" : "over")} |");
        Console.WriteLine($"| private memory of the agent, idle | {after.Private - before.Private:F1} MB | 15 MB | {(after.Private - before.Private <= 15 ? "ok" : "over")} |");
        Console.WriteLine($"| resident memory, idle, files shared with others included | {after.Resident - before.Resident:F1} MB | | |");
        Console.WriteLine($"| growth of the process without the agent meanwhile | {alone.Memory.Private - aloneBefore.Private:F1} MB | | |");
        Console.WriteLine();
    }

    /// <summary>Share of one core; threads that end meanwhile are not counted.</summary>
    private static async Task<double> CpuAsync(Running process, double seconds)
    {
        var before = process.CpuOfThreads();
        await Task.Delay(TimeSpan.FromSeconds(seconds)).ConfigureAwait(false);
        var used = process.CpuOfThreads().ToDictionary(thread => thread.Key, thread => thread.Value - before.GetValueOrDefault(thread.Key));
        return used.Values.Sum() / 1e9 / seconds;
    }
}
