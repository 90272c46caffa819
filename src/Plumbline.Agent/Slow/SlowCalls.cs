using System.Collections.Concurrent;
using System.Diagnostics;
using Plumbline.Agent.Facts;
using Plumbline.Agent.Places;
using Plumbline.Agent.Symbols;
using Plumbline.Wire;

namespace Plumbline.Agent.Slow;

/// <summary>The methods of one controller whose calls are timed, and those of them that are to have their callees timed.</summary>
internal sealed class SlowCalls
{
    /// <summary>Methods whose callees are timed. SAFETY: each of their calls costs two clocks for each call that it makes.</summary>
    private const int MostDetailed = 100;

    /// <summary>Slow calls of all methods that are told at once, and a second. When everything is slow, a few of the calls say so.</summary>
    private const int ToldAtOnce = 30;
    private const double ToldPerSecond = 2;

    /// <summary>Calls that are told though others used up what is told at once: a method's first slow one, and each that is much slower than before.</summary>
    private const int NewsAtOnce = 100;

    /// <summary>Methods whose times are told, of all.</summary>
    private const int MostTimes = 50;

    private readonly object _lock = new();
    private double _room = ToldAtOnce;
    private double _news = NewsAtOnce;

    private readonly ConcurrentDictionary<(ModuleImage, int), SlowMethod> _methods = new();
    private readonly ConcurrentQueue<SlowMethod> _asked = new();
    private readonly ConcurrentDictionary<SlowMethod, byte> _detailed = new();
    private long _at = Stopwatch.GetTimestamp();
    private long _number;
    private int _runsClock;

    public SlowMethod For(ResolvedPlace place, double milliseconds)
    {
        if (Interlocked.Exchange(ref _runsClock, 1) == 0)
        {
            CoarseTimes.Retain();
        }

        return _methods.GetOrAdd((place.Module, place.BodyToken), _ => new SlowMethod(place, milliseconds));
    }

    /// <summary>What the methods did since the last call: all calls, and the methods that took the most time. Called by one thread.</summary>
    public (long Calls, MethodTime[] Methods) TakeTimes(CallTotals totals)
    {
        var times = _methods.Values.Select(method => (Method: method, Taken: method.Take(totals))).Where(time => time.Taken != default).ToList();
        var most = times.OrderByDescending(time => time.Taken.Ticks).ThenByDescending(time => time.Taken.Calls).Take(MostTimes);
        return (times.Sum(time => time.Taken.Calls), [.. most.Select(time => time.Method.Time(time.Taken))]);
    }

    /// <summary>Calls of a method so far; 0 where it is not timed.</summary>
    public long CallsOf(ResolvedPlace place, CallTotals totals) => _methods.TryGetValue((place.Module, place.BodyToken), out var method) ? method.Calls(totals) : 0;

    /// <summary>The controller is gone, and the hooks of its methods with it.</summary>
    public void Release()
    {
        if (Interlocked.Exchange(ref _runsClock, 0) == 1)
        {
            CoarseTimes.Release();
        }

        foreach (var method in _methods.Values)
        {
            CoarseTimes.Free(method.Number);
        }

        _methods.Clear();
    }

    /// <summary>Counts a slow call of a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="elapsed">In Stopwatch ticks.</param>
    /// <returns>Its number, where it is to be told; 0 where enough were.</returns>
    public long Count(SlowMethod method, long elapsed)
    {
        lock (_lock)
        {
            ref var room = ref method.IsNews(elapsed) ? ref _news : ref _room;
            if (!method.CountSlow(elapsed) || room < 1)
            {
                return 0;
            }

            room--;
            method.Told(elapsed);
            return ++_number;
        }
    }

    /// <summary>A method was slow: from its next call on, what it calls is to be timed.</summary>
    public void Ask(SlowMethod method)
    {
        if (_detailed.Count < MostDetailed && _detailed.TryAdd(method, 0))
        {
            _asked.Enqueue(method);
        }
    }

    public bool TryTake(out SlowMethod method) => _asked.TryDequeue(out method!);

    /// <summary>Called by one thread, often.</summary>
    public void Tick()
    {
        var seconds = Stopwatch.GetElapsedTime(_at).TotalSeconds;
        if (seconds < 0.25)
        {
            return;
        }

        _at = Stopwatch.GetTimestamp();
        lock (_lock)
        {
            _room = Math.Min(ToldAtOnce, _room + (seconds * ToldPerSecond));
            _news = Math.Min(NewsAtOnce, _news + (seconds * ToldPerSecond));
        }

        foreach (var (method, _) in _detailed)
        {
            method.Tick(seconds);
        }
    }
}
