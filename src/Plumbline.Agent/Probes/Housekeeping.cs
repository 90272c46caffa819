using System.Diagnostics;
using Plumbline.Agent.Hosting;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

/// <summary>
/// What has to happen from time to time while there are probes: budgets filled, totals sent, time to live enforced, reports of
/// the runtime taken in. Its thread sleeps while there is no probe.
/// </summary>
internal sealed class Housekeeping : IDisposable
{
    /// <summary>How often it looks at probes that somebody waits for, and where there are only armed methods.</summary>
    private const int TickMilliseconds = 50;
    private const int QuietMilliseconds = 250;
    private const double WaitingSeconds = 10;

    private readonly ProbeRegistry _registry;
    private readonly ProbeServices _services;
    private readonly AutoResetEvent _wake = new(false);
    private readonly ManualResetEvent _stop = new(false);
    private readonly Pauses _pauses;
    private volatile bool _moduleLoaded;
    private Thread? _thread;
    private double _sinceReview;

    public Housekeeping(ProbeRegistry registry, ProbeServices services)
    {
        _registry = registry;
        _services = services;
        _pauses = new Pauses(services.Budget.Share, registry.Announce);
    }

    /// <summary>Begins to run, if it does not.</summary>
    public void Wake()
    {
        if (_thread is null)
        {
            _thread = new Thread(Run) { IsBackground = true, Name = "plumbline housekeeping" };
            _thread.Start();
        }

        _wake.Set();
    }

    /// <summary>An assembly was loaded. Called on the loading thread, so it only takes note.</summary>
    public void ModuleLoaded() => _moduleLoaded = true;

    public void Dispose() => _stop.Set();

    private void Run()
    {
        Reentrancy.MarkAgentThread();
        var last = Stopwatch.GetTimestamp();
        WaitHandle[] signals = [_stop, _wake];
        while (!_stop.WaitOne(0))
        {
            var probes = _registry.Snapshot();
            if (probes.Length == 0 && !_registry.IsWatching && !_registry.HasRetired && WaitHandle.WaitAny(signals) == 0)
            {
                return;
            }

            WaitHandle.WaitAny(signals, Array.TrueForAll(probes, static probe => probe.Spec.Armed) ? QuietMilliseconds : TickMilliseconds);
            var now = Stopwatch.GetTimestamp();
            try
            {
                Tick(_registry.Snapshot(), Stopwatch.GetElapsedTime(last, now).TotalSeconds);
            }
            catch (Exception fault)
            {
                SelfLog.Fault("housekeeping", fault);
            }

            last = now;
        }
    }

    private void Tick(Probe[] probes, double seconds)
    {
        _services.Budget.Fill();
        foreach (var probe in probes)
        {
            probe.Admission.Fill(seconds);
        }

        _registry.Retire(seconds);
        var now = DateTimeOffset.UtcNow;
        _registry.RemoveWhere(probe => IsOver(probe, now), Reason);
        if (_moduleLoaded)
        {
            _moduleLoaded = false;
            _registry.Rebind();
        }

        _sinceReview += seconds;
        if (_sinceReview >= 1)
        {
            _sinceReview = 0;
            _registry.TakeEvents();
            var live = _registry.Snapshot();
            _pauses.Tick(live);
            foreach (var probe in live)
            {
                ProbeTotals.Send(probe);
                Review(probe);
                TellError(probe);
            }
        }
    }

    private static bool IsOver(Probe probe, DateTimeOffset now) =>
        probe.HasFailed || probe.IsSlow || now >= probe.Expires || probe.IsDone;

    private static string Reason(Probe probe) =>
        probe.HasFailed ? $"it kept failing: {probe.Error}"
        : probe.IsSlow ? "one hit after the other kept its thread for longer than the limits allow"
        : DateTimeOffset.UtcNow >= probe.Expires ? "its time to live ended"
        : probe.Spec.Hits == 1 ? "it had its hit" : $"it had its {probe.Spec.Hits} hits";

    /// <summary>Says that a probe waits once ten seconds passed without a hit, and that it is applied again once one came.</summary>
    private void Review(Probe probe)
    {
        if (probe.State == ProbeState.Applied && probe.SecondsApplied > WaitingSeconds && !probe.WasReached)
        {
            probe.Become(ProbeState.Waiting, WaitingReason(probe));
            _registry.Announce(probe);
        }
        else if (probe.State == ProbeState.Waiting && probe.WasReached)
        {
            probe.Become(ProbeState.Applied, null);
            _registry.Announce(probe);
        }
    }

    /// <summary>Once: a condition that never has a value would else look like a place that is never reached.</summary>
    private void TellError(Probe probe)
    {
        if (!probe.ErrorTold && probe.FirstError is not null)
        {
            probe.ErrorTold = true;
            _registry.Announce(probe);
        }
    }

    private static string WaitingReason(Probe probe) => probe.Sites.TrueForAll(site => site.NativeVersions == 0)
        ? "the new code has not been called yet: no caller was reached, or a frame that is still running uses the old code until it returns"
        : "the new code was called, but this place in it was not reached";
}
