using System.Diagnostics;

namespace Plumbline.Agent.Probes;

/// <summary>
/// Keeps the agent out of its own probes: a probe in a method of the framework may be hit by the agent's own work, on its own
/// threads or in the middle of a capture on a thread of the user.
/// </summary>
internal static class Reentrancy
{
    [ThreadStatic]
    private static bool t_isAgent;

    [ThreadStatic]
    private static bool t_inside;

    [ThreadStatic]
    private static long t_since;

    /// <summary>Marks the calling thread as the agent's: no probe acts on it, ever.</summary>
    public static void MarkAgentThread() => t_isAgent = true;

    /// <summary>True where the caller may go on, and must call <see cref="Leave"/> after.</summary>
    public static bool TryEnter()
    {
        if (IsInside)
        {
            return false;
        }

        t_inside = true;
        t_since = Stopwatch.GetTimestamp();
        return true;
    }

    public static void Leave() => t_inside = false;

    /// <summary>When the calling thread entered (Stopwatch ticks).</summary>
    public static long Since => t_since;

    /// <summary>Whether the calling thread is inside the agent.</summary>
    public static bool IsInside => t_inside || t_isAgent;
}
