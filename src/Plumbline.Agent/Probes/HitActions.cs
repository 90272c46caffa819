using System.Diagnostics;
using System.Runtime.CompilerServices;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Expressions;
using Plumbline.Agent.Hosting;

namespace Plumbline.Agent.Probes;

/// <summary>What generated thunks call. Runs on threads of the user.</summary>
internal static class HitActions
{
    /// <summary>Begins to act on a hit; null where it is dropped. What it returns is given to one of the ends below.</summary>
    public static Hit? Begin(Site site, int parts)
    {
        var probe = site.Probe;
        if (!Reentrancy.TryEnter())
        {
            probe.Drops.Reentrant();
            return null;
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack() || !probe.Admission.TryAdmit())
        {
            Reentrancy.Leave();
            return null;
        }

        try
        {
            var now = Stopwatch.GetTimestamp();
            var hit = new Hit(site) { Number = probe.NextHit(), At = Clock.Microseconds(now), Started = now, WorkSince = now };
            hit.Session.Begin(probe.Spec.Limits, probe.Redactor, site.Label.SimpleName, parts);
            return hit;
        }
        catch
        {
            Reentrancy.Leave();
            throw;
        }
    }

    /// <summary>The entry part is taken; the invocation goes on and lets go of the agent.</summary>
    public static void Suspend(Hit hit)
    {
        hit.Session.EndPart();
        LeaveWork(hit);
    }

    /// <summary>Begins the exit part; false where the invocation has ended already or the agent is busy on this thread.</summary>
    public static bool Resume(Hit hit)
    {
        if (Interlocked.Exchange(ref hit.Ended, 1) != 0)
        {
            return false;
        }

        if (!Reentrancy.TryEnter())
        {
            hit.Site.Probe.Drops.Reentrant();
            return false;
        }

        hit.WorkSince = Stopwatch.GetTimestamp();
        return true;
    }

    /// <summary>Finishes a capture and sends it.</summary>
    /// <param name="outcome">returned, threw, or null.</param>
    /// <param name="started">When the invocation began (Stopwatch ticks), or 0 where it is not known.</param>
    public static void End(Hit hit, string? outcome, long started)
    {
        try
        {
            hit.Site.Probe.Finish(hit, outcome, started);
        }
        finally
        {
            LeaveWork(hit);
        }
    }

    /// <summary>A hit whose recipe failed: the thread is let go, the failure is counted and shown.</summary>
    public static void Fault(Site site, Exception fault)
    {
        Reentrancy.Leave();
        site.Probe.Faulted(fault);
    }

    public static LogLine BeginLog(Hit hit) => LogLine.Rent(hit.Site.Probe.Redactor);

    public static void EndLog(Hit hit, LogLine line)
    {
        try
        {
            hit.Site.Probe.FinishLog(hit, line);
        }
        finally
        {
            LeaveWork(hit);
        }
    }

    /// <summary>Duration so far of an invocation.</summary>
    public static TimeSpan Since(long started) => Stopwatch.GetElapsedTime(started);

    public static void Pointer(CaptureSession session, string name, string role, string? when, nint value, string type) =>
        session.Text(name, role, when, "pointer", type, "0x" + value.ToString("x"));

    /// <summary>Takes the stack and counts its path.</summary>
    public static void Stack(Site site)
    {
        if (!Reentrancy.TryEnter())
        {
            site.Probe.Drops.Reentrant();
            return;
        }

        var since = Stopwatch.GetTimestamp();
        try
        {
            if (site.Probe.Admission.TryAdmit())
            {
                site.Probe.Paths!.Add(new StackTrace(1, fNeedFileInfo: false));
            }
        }
        finally
        {
            site.Probe.Budget.Charge(Stopwatch.GetTimestamp() - since);
            Reentrancy.Leave();
        }
    }

    private static void LeaveWork(Hit hit)
    {
        hit.Site.Probe.Budget.Charge(Stopwatch.GetTimestamp() - hit.WorkSince);
        Reentrancy.Leave();
    }
}
