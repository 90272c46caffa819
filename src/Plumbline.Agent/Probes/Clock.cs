using System.Diagnostics;

namespace Plumbline.Agent.Probes;

/// <summary>Wall-clock time from the monotonic clock: one reading of a clock a hit, and times that never run backwards.</summary>
internal static class Clock
{
    private static readonly long s_ticks = Stopwatch.GetTimestamp();
    private static readonly long s_microseconds = UnixMicroseconds();

    /// <summary>Unix microseconds of a <see cref="Stopwatch"/> timestamp.</summary>
    public static long Microseconds(long timestamp) =>
        s_microseconds + (long)((timestamp - s_ticks) * (1e6 / Stopwatch.Frequency));

    public static long NowMilliseconds => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private static long UnixMicroseconds() => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
