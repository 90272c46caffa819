namespace Plumbline.Agent.Capture;

/// <summary>Where a capture reports what went wrong inside it. Only types are reported: a message may hold user values.</summary>
internal static class CaptureFaults
{
    private static long s_count;
    private static long s_changes;

    /// <summary>The agent's own log. Must not throw.</summary>
    public static Action<string>? Listener { get; set; }

    public static long Count => Volatile.Read(ref s_count);

    /// <summary>Reads that were given up because a collection changed meanwhile: counted, and no line in the log.</summary>
    public static long Changes => Volatile.Read(ref s_changes);

    public static void ReportChange() => Interlocked.Increment(ref s_changes);

    public static void Report(string where, Exception fault)
    {
        Interlocked.Increment(ref s_count);
        Listener?.Invoke($"{where}: {fault.GetType().Name}");
    }
}
