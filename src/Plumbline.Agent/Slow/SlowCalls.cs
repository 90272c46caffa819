using System.Collections.Concurrent;
using System.Diagnostics;
using Plumbline.Agent.Places;
using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Slow;

/// <summary>The methods of one controller whose calls are timed, and those of them that are to have their callees timed.</summary>
internal sealed class SlowCalls
{
    /// <summary>Methods whose callees are timed. SAFETY: each of their calls costs two clocks for each call that it makes.</summary>
    private const int MostDetailed = 100;

    private readonly ConcurrentDictionary<(ModuleImage, int), SlowMethod> _methods = new();
    private readonly ConcurrentQueue<SlowMethod> _asked = new();
    private readonly ConcurrentDictionary<SlowMethod, byte> _detailed = new();
    private long _at = Stopwatch.GetTimestamp();
    private long _number;

    public SlowMethod For(ResolvedPlace place, double milliseconds) =>
        _methods.GetOrAdd((place.Module, place.BodyToken), _ => new SlowMethod(place, milliseconds));

    public long NextNumber() => Interlocked.Increment(ref _number);

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
        foreach (var (method, _) in _detailed)
        {
            method.Tick(seconds);
        }
    }
}
