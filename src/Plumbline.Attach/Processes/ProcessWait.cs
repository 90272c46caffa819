using System.Globalization;

namespace Plumbline.Attach.Processes;

/// <summary>
/// Looks for .NET processes of one name, time and again. PERF: what is known not to be one is not read again, as reading all that there is to know of
/// all processes twice a second takes a quarter of a core on a busy machine.
/// </summary>
/// <param name="name">As <see cref="DotnetProcess.NameOf"/> gives it.</param>
/// <param name="youth">A process that began within this time may yet become one: its runtime is not there from the start.</param>
internal sealed class ProcessWait(string name, TimeSpan youth)
{
    /// <summary>In which unit Linux tells when a process began: 1/100 s on every architecture (USER_HZ).</summary>
    private const double TicksPerSecond = 100;

    private HashSet<(int Pid, long Start)> _others = [];

    /// <summary>Processes that were read so far.</summary>
    public int Read { get; private set; }

    /// <summary>Those of the name that run now.</summary>
    public async Task<TargetFacts[]> LookAsync()
    {
        var others = new HashSet<(int, long)>();
        var found = new List<TargetFacts>();
        var grown = (Uptime() - youth.TotalSeconds) * TicksPerSecond;
        foreach (var pid in ProcFile.Pids().Where(pid => pid != Environment.ProcessId))
        {
            if (ProcessStatus.Read(pid) is not { Zombie: false } status)
            {
                continue;
            }

            var key = (pid, status.StartTime);
            if (_others.Contains(key) || !await IsOneAsync(pid, found).ConfigureAwait(false))
            {
                if (status.StartTime < grown)
                {
                    others.Add(key);
                }
            }
        }

        _others = others;
        return [.. found];
    }

    private async Task<bool> IsOneAsync(int pid, List<TargetFacts> found)
    {
        Read++;
        if (TargetFacts.Read(pid) is not { LooksDotnet: true } facts)
        {
            return false;
        }

        await facts.AskRuntimeAsync().ConfigureAwait(false);
        if (!facts.IsDotnet || DotnetProcess.NameOf(facts) != name)
        {
            return false;
        }

        found.Add(facts);
        return true;
    }

    /// <summary>Seconds since the machine was started.</summary>
    private static double Uptime() => double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);
}
