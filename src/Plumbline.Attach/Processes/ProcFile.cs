using System.Globalization;
using System.Text;

namespace Plumbline.Attach.Processes;

/// <summary>Reads <c>/proc</c>. What may not be read, or is gone, is null: processes end and belong to others all the time.</summary>
internal static class ProcFile
{
    public static IEnumerable<int> Pids()
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
            {
                yield return pid;
            }
        }
    }

    /// <summary>Whether it runs. One that has ended and waits for its parent to take note does not.</summary>
    public static bool Exists(int pid) => Directory.Exists($"/proc/{pid}") && !IsZombie(pid);

    private static bool IsZombie(int pid) => Text(pid, "status") is { } status && status.Contains("\nState:\tZ", StringComparison.Ordinal);

    public static string? Text(int pid, string name) => Bytes(pid, name) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>Parts that are separated and ended by a zero byte, as in <c>cmdline</c> and <c>environ</c>.</summary>
    public static string[]? Parts(int pid, string name) => Text(pid, name)?.TrimEnd('\0').Split('\0');

    public static string? Link(int pid, string name)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/{name}").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static byte[]? Bytes(int pid, string name)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{pid}/{name}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
