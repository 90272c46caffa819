using System.Diagnostics;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Native;
using Plumbline.Agent.Probes;
using Plumbline.Wire;

namespace Plumbline.Bench;

/// <summary>
/// Places the probes in this process and times the loops, all cases of one round after the other, so that what the machine does
/// meanwhile falls on all alike. What is queued is taken out between the loops, on no one's time.
/// </summary>
internal sealed class Measurement(ProbeRegistry registry, Case[] cases)
{
    private readonly ProbeOwner _owner = new() { Name = "bench" };

    public static Measurement Start(Case[] cases)
    {
        var library = Environment.GetEnvironmentVariable("CORECLR_PROFILER_PATH") ?? throw new InvalidOperationException("start it through its parent");

        // The CPU budget would drop most hits of a loop that does nothing else.
        return new Measurement(new ProbeRegistry(Profiler.Load(library), cpuShare: 1000), cases);
    }

    public List<Row> Run(int rounds)
    {
        foreach (var one in cases)
        {
            Place(one);
        }

        Warm();
        var rows = cases.Select(one => new Row(one)).ToList();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var row in rows)
            {
                Measure(row);
            }
        }

        return rows;
    }

    public void Stop() => registry.Dispose();

    private void Place(Case one)
    {
        if (one.Probe is null)
        {
            return;
        }

        if (registry.Answer(new PlaceProbe(one.Probe), _owner) is not ProbePlaced placed)
        {
            throw new InvalidOperationException($"{one.Name} was not placed.");
        }

        if (one.IsOff)
        {
            Gates.Set(registry.Snapshot().Single(probe => probe.Id == placed.Status.Probe).Gate, open: false);
        }
    }

    /// <summary>Until everything is compiled as well as it will ever be.</summary>
    private void Warm()
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < 6)
        {
            foreach (var one in cases)
            {
                one.Loop(500);
                one.ByHand?.Invoke(500);
                Drain();
            }
        }
    }

    private void Measure(Row row)
    {
        var one = row.Case;
        var baseline = Time(one.Baseline, Math.Max(one.Calls, 20_000), out _);
        var probed = Time(one.Loop, one.Calls, out var bytes);
        row.Probe.Add(probed - baseline);
        row.Call.Add(probed);
        row.Bytes.Add(bytes);
        if (one.ByHand is not null)
        {
            var byHand = Time(one.ByHand, one.Calls, out var handBytes);
            row.Hand.Add(byHand - baseline);
            row.HandCall.Add(byHand);
            row.HandBytes.Add(handBytes);
        }
    }

    /// <summary>Nanoseconds and bytes of one call.</summary>
    private double Time(Func<int, long> loop, int calls, out double bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        loop(calls);
        var elapsed = Stopwatch.GetElapsedTime(start);
        bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)calls;
        Drain();
        return elapsed.TotalNanoseconds / calls;
    }

    private void Drain()
    {
        ByHand.Queue.Clear();
        while (_owner.Outbox.TryTake(out var frame))
        {
            if (frame.Capture.Array is not null)
            {
                CaptureBuffers.Return(frame.Capture);
            }
        }
    }
}

/// <summary>The rounds of one case. Times are nanoseconds above the call without a probe, but for the calls as a whole.</summary>
internal sealed record Row(Case Case)
{
    public Sample Call { get; } = new();

    public Sample Probe { get; } = new();

    public Sample Bytes { get; } = new();

    public Sample HandCall { get; } = new();

    public Sample Hand { get; } = new();

    public Sample HandBytes { get; } = new();
}
