using System.Diagnostics;
using System.Globalization;
using Plumbline.Attach.Attaching;
using Plumbline.Attach.Connection;
using Plumbline.Attach.Processes;

namespace Plumbline.Bench.Processes;

/// <summary>A process under test.</summary>
internal sealed class Running : IAsyncDisposable
{
    private readonly Process _process;

    private Running(Process process, string firstLine)
    {
        _process = process;
        FirstLine = firstLine;
    }

    public int Pid => _process.Id;

    /// <summary>What it said when it was ready.</summary>
    public string FirstLine { get; }

    public static async Task<Running> StartAsync(string program, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{program} did not start.");
        var line = await process.StandardOutput.ReadLineAsync().ConfigureAwait(false) ?? throw new InvalidOperationException($"{program} ended at once.");
        return new Running(process, line);
    }

    /// <summary>Sends a line and gives the number that comes back.</summary>
    public async Task<double> AskAsync()
    {
        await _process.StandardInput.WriteLineAsync().ConfigureAwait(false);
        await _process.StandardInput.FlushAsync().ConfigureAwait(false);
        return double.Parse((await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false))!, CultureInfo.InvariantCulture);
    }

    public async Task<AgentConnection> AttachAsync()
    {
        var facts = TargetFacts.Read(Pid) ?? throw new InvalidOperationException("The target is gone.");
        await facts.AskRuntimeAsync().ConfigureAwait(false);
        return await Attachment.OpenAsync(facts, new AgentFiles(Repository.Agent), new AttachOptions(Force: false, "bench"), default).ConfigureAwait(false);
    }

    /// <summary>Nanoseconds of CPU that each of its threads has used so far, as the scheduler counts them.</summary>
    public Dictionary<string, long> CpuOfThreads() => Directory.EnumerateDirectories($"/proc/{Pid}/task").ToDictionary(
        thread => $"{Path.GetFileName(thread)} {File.ReadAllText($"{thread}/comm").Trim()}",
        thread => long.Parse(File.ReadAllText($"{thread}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture));

    /// <summary>Seconds of CPU that it has used so far.</summary>
    public double Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Memory that is resident, and of that what no other process shares, in megabytes.</summary>
    public (double Resident, double Private) Memory
    {
        get
        {
            var lines = File.ReadAllLines($"/proc/{Pid}/smaps_rollup");
            double Of(string name) => double.Parse(lines.First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) / 1024;
            return (Of("Rss:"), Of("Private_Clean:") + Of("Private_Dirty:"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
    }
}
