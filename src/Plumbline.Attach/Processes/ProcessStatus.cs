using System.Globalization;

namespace Plumbline.Attach.Processes;

/// <summary>What <c>/proc/PID/status</c> and <c>stat</c> tell everybody.</summary>
/// <param name="Name">Name of the main thread, at most 15 characters.</param>
/// <param name="Uid">Effective user.</param>
/// <param name="NamespacePid">The pid as the process itself sees it.</param>
/// <param name="StartTime">Clock ticks between boot and start, which the runtime puts into the name of its socket.</param>
/// <param name="State">As the kernel names it: <c>R</c> runs, <c>S</c> waits, <c>T</c> is stopped, <c>Z</c> has ended, and so on.</param>
internal sealed record ProcessStatus(string Name, uint Uid, int NamespacePid, long StartTime, char State)
{
    /// <summary>Ended, but not yet collected by its parent.</summary>
    public bool Zombie => State == 'Z';

    /// <summary>Held by a signal or by a debugger.</summary>
    public bool Stopped => State is 'T' or 't';

    public static ProcessStatus? Read(int pid)
    {
        var status = ProcFile.Text(pid, "status");
        var stat = ProcFile.Text(pid, "stat");
        if (status is null || stat is null)
        {
            return null;
        }

        var name = Field(status, "Name") ?? "?";
        var uids = (Field(status, "Uid") ?? "").Split('\t');
        var pids = (Field(status, "NSpid") ?? "").Split('\t');
        var uid = uids.Length > 1 && uint.TryParse(uids[1], CultureInfo.InvariantCulture, out var u) ? u : uint.MaxValue;
        var inside = int.TryParse(pids[^1], CultureInfo.InvariantCulture, out var p) ? p : pid;
        return new ProcessStatus(name, uid, inside, StartTimeOf(stat), (Field(status, "State") ?? "").FirstOrDefault());
    }

    /// <summary>Effective user of this process.</summary>
    public static uint OwnUid { get; } = Read(Environment.ProcessId)?.Uid ?? uint.MaxValue;

    private static string? Field(string status, string name)
    {
        foreach (var line in status.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(name) && line.Length > name.Length && line[name.Length] == ':')
            {
                return line[(name.Length + 1)..].Trim().ToString();
            }
        }

        return null;
    }

    /// <summary>Field 22. The name in parentheses may itself hold blanks and parentheses, so fields are counted from its end.</summary>
    private static long StartTimeOf(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19 && long.TryParse(fields[19], CultureInfo.InvariantCulture, out var ticks) ? ticks : 0;
    }
}
