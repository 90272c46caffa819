namespace Plumbline.Agent.Hosting;

/// <summary>The agent's own log: the last lines, kept in memory, shown by <c>plumb doctor</c> and <c>plumb probes</c>.</summary>
internal static class SelfLog
{
    private const int Lines = 200;
    private const int LineCharacters = 500;
    private static readonly Queue<string> s_lines = new();
    private static long s_faults;

    /// <summary>Faults since the agent was loaded.</summary>
    public static long Faults => Interlocked.Read(ref s_faults);

    public static void Write(string line)
    {
        var text = $"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {line}";
        lock (s_lines)
        {
            if (s_lines.Count == Lines)
            {
                s_lines.Dequeue();
            }

            s_lines.Enqueue(text.Length > LineCharacters ? text[..LineCharacters] : text);
        }
    }

    /// <summary>Records a failure of the agent itself.</summary>
    /// <param name="doing">What was being done, as in "reading a frame".</param>
    public static void Fault(string doing, Exception fault)
    {
        Interlocked.Increment(ref s_faults);
        Write($"{doing}: {fault.GetType().Name}: {fault.Message} {FirstFrame(fault)}");
    }

    public static string[] Snapshot()
    {
        lock (s_lines)
        {
            return [.. s_lines];
        }
    }

    private static string FirstFrame(Exception fault)
    {
        var trace = fault.StackTrace;
        var end = trace?.IndexOf('\n') ?? -1;
        return end > 0 ? trace![..end].Trim() : trace?.Trim() ?? "";
    }
}
