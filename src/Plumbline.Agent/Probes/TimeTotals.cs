using System.Diagnostics;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

/// <summary>Durations of a time probe. Several sketches with a lock each, so that cores rarely wait for one another.</summary>
internal sealed class TimeTotals
{
    private static readonly double s_microsecondsPerTick = 1e6 / Stopwatch.Frequency;

    private readonly Stripe[] _stripes =
        [.. Enumerable.Range(0, Math.Min(16, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount))).Select(_ => new Stripe())];

    private readonly ThreadLocal<long> _onThread = new();

    /// <summary>Begins a measurement; gives its timestamp, never 0.</summary>
    public long Start()
    {
        var stripe = Mine();
        Interlocked.Increment(ref stripe.Started);
        return Stopwatch.GetTimestamp();
    }

    /// <summary>A measurement that was begun and whose end will not be seen.</summary>
    public void Lose() => Interlocked.Decrement(ref Mine().Started);

    public void Stop(long started, bool failed)
    {
        var microseconds = (Stopwatch.GetTimestamp() - started) * s_microsecondsPerTick;
        var stripe = Mine();
        lock (stripe)
        {
            stripe.Sketch.Add(microseconds);
            stripe.Failed += failed ? 1 : 0;
        }
    }

    /// <summary>Begins a measurement that this thread carries.</summary>
    public void StartOnThread() => _onThread.Value = Start();

    /// <summary>Ends the measurement that this thread carries; false where it carries none.</summary>
    public bool StopOnThread()
    {
        var started = _onThread.Value;
        if (started == 0)
        {
            return false;
        }

        _onThread.Value = 0;
        Stop(started, failed: false);
        return true;
    }

    public Timed Snapshot(int probe, double seconds)
    {
        var all = new DdSketch();
        long failed = 0;
        long started = 0;
        foreach (var stripe in _stripes)
        {
            lock (stripe)
            {
                all.Merge(stripe.Sketch);
                failed += stripe.Failed;
            }

            started += Interlocked.Read(ref stripe.Started);
        }

        return new Timed(probe, seconds, all.Count, failed, Math.Max(0, started - all.Count), all.Min, all.Max, all.Sum, all.Buckets());
    }

    private Stripe Mine() => _stripes[Thread.GetCurrentProcessorId() & (_stripes.Length - 1)];

    private sealed class Stripe
    {
        public readonly DdSketch Sketch = new();
        public long Failed;
        public long Started;
    }
}
