namespace Plumbline.Agent.Probes;

/// <summary>
/// What the entries of invocations keep until these end. SAFETY: a recursion a thousand calls deep, or a thousand calls that wait, would
/// else hold a capture each.
/// </summary>
internal static class InFlightMemory
{
    private const long Most = 16 * 1024 * 1024;

    private static long s_bytes;

    /// <summary>Whether one more may begin.</summary>
    public static bool HasRoom => Volatile.Read(ref s_bytes) < Most;

    public static void Hold(Hit hit)
    {
        hit.Held = hit.Session.Bytes;
        Interlocked.Add(ref s_bytes, hit.Held);
    }

    public static void LetGo(Hit hit) => Interlocked.Add(ref s_bytes, -Interlocked.Exchange(ref hit.Held, 0));
}
