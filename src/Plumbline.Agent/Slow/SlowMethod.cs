using System.Diagnostics;
using Plumbline.Agent.Facts;
using Plumbline.Agent.Places;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Wire;

namespace Plumbline.Agent.Slow;

/// <summary>A method whose calls are timed: how many were slow, how many of them are told, and whether what it calls is timed, too.</summary>
internal sealed class SlowMethod
{
    private const int ToldAtOnce = 3;
    private const double SecondsBetween = 10;

    /// <summary>Calls whose callees are timed, a second: each costs an object.</summary>
    private const int TimedPerSecond = 1000;

    private long _told;
    private long _toldAt;
    private long _longestTold;
    private int _room = TimedPerSecond;
    private long _detailedAt = long.MaxValue;

    private readonly long _begin;
    private (long Calls, long Ticks) _taken;

    public SlowMethod(ResolvedPlace place, double milliseconds)
    {
        Place = place;
        Limit = (long)(milliseconds * Stopwatch.Frequency / 1000);
        Number = CoarseTimes.Allocate();

        // The counters may have been another method's.
        (_begin, var ticks) = CoarseTimes.Read(Number);
        _taken = (0, ticks);
    }

    public ResolvedPlace Place { get; }

    /// <summary>What counts its calls, where that is not its own counter.</summary>
    public FactsOfSite? Counting { get; set; }

    /// <summary>In Stopwatch ticks.</summary>
    public long Limit { get; }

    /// <summary>Number of its counters in <see cref="CoarseTimes"/>.</summary>
    public int Number { get; }

    /// <summary>Calls so far.</summary>
    public long Calls(CallTotals totals) => Counting is { } counting ? counting.Calls(totals) : CoarseTimes.Read(Number, totals).Calls - _begin;

    /// <summary>Calls, and what they took in Stopwatch ticks, since the last time. Called by one thread.</summary>
    public (long Calls, long Ticks) Take(CallTotals totals)
    {
        var now = (Calls: Calls(totals), CoarseTimes.Read(Number, totals).Ticks);
        var taken = (Math.Max(0, now.Calls - _taken.Calls), Math.Max(0, now.Ticks - _taken.Ticks));

        // Counters only rise; what was looked at may be older than this method.
        _taken = (Math.Max(now.Calls, _taken.Calls), Math.Max(now.Ticks, _taken.Ticks));
        return taken;
    }

    public MethodTime Time((long Calls, long Ticks) taken) => new(Place.SourceName, Place.File, Place.Line, taken.Calls, taken.Ticks * 1e6 / Stopwatch.Frequency);

    /// <summary>Slow calls so far.</summary>
    public long Count { get; private set; }

    /// <summary>From now on calls are told by the hooks that time their callees; those that began before by the others.</summary>
    public void Detail() => Volatile.Write(ref _detailedAt, Stopwatch.GetTimestamp());

    /// <summary>Whether the hook that does not time callees has to tell of a call.</summary>
    public bool IsPlain(long started) => started < Volatile.Read(ref _detailedAt);

    /// <summary>Counts a slow call. Called under the lock of its <see cref="SlowCalls"/>.</summary>
    /// <param name="elapsed">In Stopwatch ticks.</param>
    /// <returns>Whether it is to be told: the first few, then now and then, and each that took twice as long as all told before.</returns>
    public bool CountSlow(long elapsed)
    {
        Count++;
        return IsNews(elapsed) || _told < ToldAtOnce || Stopwatch.GetElapsedTime(_toldAt).TotalSeconds >= SecondsBetween;
    }

    /// <summary>The call that was counted last is told. Called under the same lock.</summary>
    /// <param name="elapsed">In Stopwatch ticks.</param>
    public void Told(long elapsed)
    {
        _told++;
        _toldAt = Stopwatch.GetTimestamp();
        _longestTold = Math.Max(_longestTold, elapsed);
    }

    /// <summary>Whether none of its calls is told so far, or none that took half as long.</summary>
    public bool IsNews(long elapsed) => elapsed >= 2 * _longestTold;

    /// <summary>The ticket of a call. Called on threads of the user; a lost update of the room does no harm.</summary>
    public static object Start(SlowMethod method, CalleeTable table)
    {
        var room = method._room - 1;
        method._room = room;
        return new CalleeTimes(room >= 0 ? table : null);
    }

    public void Tick(double seconds) => _room = Math.Min(TimedPerSecond, Math.Max(0, _room) + (int)(TimedPerSecond * seconds));
}
