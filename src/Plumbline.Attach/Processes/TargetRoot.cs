namespace Plumbline.Attach.Processes;

/// <summary>Turns paths as the target sees them into paths that open the same file from here.</summary>
/// <param name="Prefix">Empty where both see the same files, else <c>/proc/PID/root</c>.</param>
internal sealed record TargetRoot(string Prefix)
{
    public static TargetRoot Of(int pid)
    {
        var theirs = ProcFile.Link(pid, "ns/mnt");
        var ours = ProcFile.Link(Environment.ProcessId, "ns/mnt");
        var same = theirs is null || (theirs == ours && ProcFile.Link(pid, "root") is null or "/");
        return new TargetRoot(same ? "" : $"/proc/{pid}/root");
    }

    public bool Foreign => Prefix.Length > 0;

    public string Outside(string inside) => Prefix + inside;
}
