using System.Diagnostics;
using System.Runtime.CompilerServices;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Expressions;
using Plumbline.Agent.Probes.Recordings;
using Plumbline.Agent.Redaction;

namespace Plumbline.Agent.Probes;

/// <summary>What generated thunks call. Runs on threads of the user.</summary>
internal static partial class HitActions
{
    /// <summary>Whether the probe has begun all its hits.</summary>
    public static bool IsSpent(Site site) => site.Probe.Admission.IsSpent;

    /// <summary>Begins to capture a hit; null where it is dropped. What it returns is given to one of the ends below.</summary>
    public static Hit? Begin(Site site, int parts)
    {
        var probe = site.Probe;
        if (parts > 1 && !InFlightMemory.HasRoom)
        {
            probe.Drops.Queue();
            return null;
        }

        if (!TryEnter(probe, later: parts > 1 && probe.AdmitsAtEnd))
        {
            return null;
        }

        try
        {
            var now = Reentrancy.Since;
            var hit = new Hit(site) { Number = probe.NextHit(), At = Clock.Microseconds(now), Started = now };
            hit.Session.Begin(probe.Spec.Limits, probe.Redactor, site.Secrets, parts);
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
        InFlightMemory.Hold(hit);
        hit.Site.Probe.InFlight.TryAdd(hit, 0);
        Leave(hit.Site.Probe);
        hit.Started = Stopwatch.GetTimestamp();
    }

    /// <summary>Begins the exit part; false where the invocation has ended already or the agent is busy on this thread.</summary>
    public static bool Resume(Hit hit)
    {
        if (Interlocked.Exchange(ref hit.Ended, 1) != 0)
        {
            return false;
        }

        var probe = hit.Site.Probe;
        InFlightMemory.LetGo(hit);
        probe.InFlight.TryRemove(hit, out _);
        if (probe.AdmitsAtEnd)
        {
            return TryEnter(probe);
        }

        if (Reentrancy.TryEnter())
        {
            return true;
        }

        probe.Drops.Reentrant();
        return false;
    }

    /// <summary>The end of the invocation will not be seen: what was taken so far is sent.</summary>
    public static void Abandon(Hit hit)
    {
        if (hit is Recording recording)
        {
            RecordActions.EndUnfinished(recording);
        }
        else if (Resume(hit))
        {
            End(hit, outcome: null, hit.Started);
        }
    }

    /// <summary>The invocation ended in a way that was not asked for, so it was never let in.</summary>
    public static void Release(Hit hit)
    {
        if (Interlocked.Exchange(ref hit.Ended, 1) == 0)
        {
            var probe = hit.Site.Probe;
            InFlightMemory.LetGo(hit);
            probe.InFlight.TryRemove(hit, out _);
            SessionPool.Return(hit.Session);
            probe.Drops.Ending();
        }
    }

    /// <summary>The probe goes while an invocation runs: what was taken at its entry is sent. Called on a thread of the agent.</summary>
    public static void EndUnfinished(Hit hit)
    {
        if (hit is Recording recording)
        {
            RecordActions.EndUnfinished(recording);
        }
        else if (Interlocked.Exchange(ref hit.Ended, 1) == 0)
        {
            InFlightMemory.LetGo(hit);
            if (!hit.Site.Probe.AdmitsAtEnd)
            {
                hit.Site.Probe.Finish(hit, "running", hit.Started);
            }
        }
    }

    /// <summary>Finishes a capture and sends it.</summary>
    /// <param name="outcome">returned, threw, disposed, running, or null.</param>
    /// <param name="started">When the invocation began (Stopwatch ticks), or 0 where it is not known.</param>
    public static void End(Hit hit, string? outcome, long started)
    {
        try
        {
            hit.Site.Probe.Finish(hit, outcome, started);
            SessionPool.Return(hit.Session);
        }
        finally
        {
            Leave(hit.Site.Probe);
        }
    }

    /// <summary>A hit whose recipe failed: the thread is let go, the failure is counted and shown.</summary>
    public static void Fault(Site site, Exception fault)
    {
        Reentrancy.Leave();
        site.Probe.Faulted(fault);
    }

    /// <summary>Takes the stack and counts its path.</summary>
    public static void Stack(Site site)
    {
        if (!TryEnter(site.Probe))
        {
            return;
        }

        try
        {
            site.Probe.Paths!.Add(new StackTrace(1, fNeedFileInfo: false));
        }
        finally
        {
            Leave(site.Probe);
        }
    }

    /// <summary>Time since a <see cref="Stopwatch"/> timestamp.</summary>
    public static TimeSpan Since(long started) =>
        Stopwatch.GetElapsedTime(started, Reentrancy.IsInside ? Reentrancy.Since : Stopwatch.GetTimestamp());

    public static void Pointer(CaptureSession session, string name, string role, string? when, nint value, string type) =>
        session.Text(name, role, when, "pointer", type, "0x" + value.ToString("x"));

    /// <param name="probe">Whose hit it is.</param>
    /// <param name="later">Whether it counts only once it is known how the invocation ends.</param>
    private static bool TryEnter(Probe probe, bool later = false)
    {
        if (!Reentrancy.TryEnter())
        {
            probe.Drops.Reentrant();
            return false;
        }

        if (RuntimeHelpers.TryEnsureSufficientExecutionStack() && (later ? probe.Admission.MayAdmit : probe.Admission.TryAdmit()))
        {
            if (probe.Admission.IsSpent)
            {
                // The last hit: calls that begin from now on pay only for the gate.
                Gates.Set(probe.Gate, open: false);
            }

            return true;
        }

        Reentrancy.Leave();
        return false;
    }

    private static void Leave(Probe probe)
    {
        var ticks = Stopwatch.GetTimestamp() - Reentrancy.Since;
        probe.Budget.Charge(ticks);
        probe.Took(ticks);
        Reentrancy.Leave();
    }
}
