using System.Diagnostics;
using System.Globalization;

namespace Plumbline.Agent.Probes;

/// <summary>
/// What probes may take of one core, as a leaky bucket over everything that a hit does after its condition held. Threads of the
/// user draw from it; the agent's housekeeping fills it.
/// </summary>
internal sealed class CpuBudget
{
    /// <summary>Ten milliseconds: entry and exit of a capture that both run into their limit.</summary>
    private static readonly long s_mostPerHit = Stopwatch.Frequency / 100;

    private static readonly double s_ticksPerSecond = Stopwatch.Frequency;

    private readonly long _capacity;
    private readonly Queue<(long At, long Used)> _window = new();
    private long _room;
    private long _given;
    private long _filledAt = Stopwatch.GetTimestamp();

    public CpuBudget(double share)
    {
        Share = share;
        _capacity = (long)(Math.Max(share, 0.001) * 5 * s_ticksPerSecond);
        _room = _capacity;
    }

    /// <summary>Share of one core, 0 to 1.</summary>
    public double Share { get; }

    private long Used => _capacity + Volatile.Read(ref _given) - Volatile.Read(ref _room);

    public bool HasRoom => Volatile.Read(ref _room) > 0;

    /// <summary>
    /// Whether there is room for what is rare and tells much, such as the first failure of a kind. It goes into debt, as far again as there
    /// is room when nothing is used; all else waits until the debt is paid, so the share is held over time.
    /// </summary>
    public bool HasReserve => Volatile.Read(ref _room) > -_capacity;

    /// <summary>The share that the process's owner set in PLUMBLINE_CPU_SHARE (0.01 is one percent of a core), or null.</summary>
    public static double? ConfiguredShare() =>
        double.TryParse(Environment.GetEnvironmentVariable("PLUMBLINE_CPU_SHARE"), NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
            && share is > 0 and <= 1 ? share : null;

    /// <summary>
    /// Draws what one hit took, in <see cref="Stopwatch"/> ticks. What is over the limits of a capture was the runtime compiling code for its
    /// first hit, or the thread waiting for a core: charged in full, it would keep the probe from acting for seconds after its first hit.
    /// </summary>
    public void Charge(long ticks)
    {
        // PERF: one locked operation a hit; what was used is worked out from it.
        Interlocked.Add(ref _room, -Math.Min(ticks, s_mostPerHit));
    }

    /// <summary>Fills by the time since the last call. Called by one thread.</summary>
    public void Fill()
    {
        var now = Stopwatch.GetTimestamp();
        var gain = (long)((now - _filledAt) * Share);
        _filledAt = now;
        var before = Interlocked.Add(ref _room, gain);
        var surplus = Math.Max(0, before - _capacity);
        if (surplus > 0)
        {
            Interlocked.Add(ref _room, -surplus);
        }

        _given += gain - surplus;
        _window.Enqueue((now, Used));
        while (_window.Count > 2 && now - _window.Peek().At > 10 * s_ticksPerSecond)
        {
            _window.Dequeue();
        }
    }

    /// <summary>Share of one core that was used over the last ten seconds, as seen by the thread that fills.</summary>
    public double UsedShare()
    {
        if (_window.Count < 2)
        {
            return 0;
        }

        var (at, used) = _window.Peek();
        var elapsed = Stopwatch.GetTimestamp() - at;
        return elapsed > 0 ? (Used - used) / (double)elapsed : 0;
    }
}
