using System.Diagnostics;
using System.Runtime.CompilerServices;
using Plumbline.Agent.Capture;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes.Recordings;

/// <summary>What the thunks of a record probe call. Runs on threads of the user.</summary>
internal static class RecordActions
{
    /// <summary>What the steps of all recordings of one probe may take at once. SAFETY: bounds their number by what one may take.</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    private const int MostAtOnce = 256;

    /// <summary>What one step counts for at most, in ticks: the first of its kind has the runtime compile code.</summary>
    private static readonly long s_mostPerStep = Stopwatch.Frequency / 200;

    /// <summary>Begins a recording with the step of its entry; null where it is dropped.</summary>
    public static Recording? Begin(Site site, RecordMap map)
    {
        var probe = site.Probe;
        if (!Reentrancy.TryEnter())
        {
            probe.Drops.Reentrant();
            return null;
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack() || !TryAdmit(probe))
        {
            Reentrancy.Leave();
            return null;
        }

        try
        {
            var now = Reentrancy.Since;
            var activity = Activity.Current;
            var recording = new Recording(site, map)
            {
                Number = probe.NextHit(),
                At = Clock.Microseconds(now),
                Started = now,
                TraceId = activity?.TraceId.ToHexString(),
                SpanId = activity?.SpanId.ToHexString(),
            };
            recording.TryTake();
            recording.BeginStep(RecordedStepKind.Entry, -1);
            return recording;
        }
        catch
        {
            Interlocked.Decrement(ref probe.Recordings);
            Reentrancy.Leave();
            throw;
        }
    }

    /// <summary>The arguments are written; the invocation goes on.</summary>
    public static void Entered(Recording recording)
    {
        recording.EndStep();
        recording.Site.Probe.InFlight.TryAdd(recording, 0);
        Leave(recording);
        recording.Started = Stopwatch.GetTimestamp();
    }

    /// <summary>Begins the step of a statement; null where nothing is recorded.</summary>
    public static Recording? BeginLine(object ticket, int point) => Enter(ticket, RecordedStepKind.Line, point);

    /// <summary>Begins the step of a call's result; null where nothing is recorded.</summary>
    public static Recording? BeginCall(object ticket, int call)
    {
        var recording = Unsafe.As<Recording>(ticket);
        var known = recording.Map.Calls[call];
        if (Enter(ticket, known.Kind, call) is null)
        {
            return null;
        }

        recording.WriteCallee(known.Callee);
        recording.BeginResult(known.SimpleName);
        return recording;
    }

    public static void EndCall(Recording recording)
    {
        recording.EndResult("result");
        EndStep(recording);
    }

    public static void EndStep(Recording recording)
    {
        recording.EndStep();
        Leave(recording);
    }

    /// <summary>Begins the step of an item that an iterator hands over; null where nothing is recorded.</summary>
    public static Recording? BeginYield(object ticket)
    {
        var recording = Enter(ticket, RecordedStepKind.Yield, -1);
        recording?.BeginResult(recording.Site.Label.Method);
        return recording;
    }

    /// <summary>Begins the step of an exception that is about to leave; null where nothing is recorded.</summary>
    public static Recording? BeginThrow(object ticket) => Enter(ticket, RecordedStepKind.Throw, -1);

    /// <summary>Begins the last step; false where the invocation has ended already, or the thread is inside the agent.</summary>
    public static bool BeginEnd(Recording recording)
    {
        if (!Claim(recording))
        {
            return false;
        }

        var probe = recording.Site.Probe;
        if (!Reentrancy.TryEnter())
        {
            probe.Drops.Reentrant();
            return false;
        }

        if (probe.AdmitsAtEnd && !probe.Admission.TryKeep())
        {
            Reentrancy.Leave();
            return false;
        }

        CloseSpent(probe);
        recording.BeginStep(RecordedStepKind.End, -1);
        return true;
    }

    /// <summary>Finishes the recording and sends it.</summary>
    public static void End(Recording recording, string outcome)
    {
        try
        {
            recording.EndStep();
            Send(recording, outcome);
            SessionPool.Return(recording.Session);
        }
        finally
        {
            Leave(recording);
        }
    }

    /// <summary>The invocation ended in another way than was asked for.</summary>
    public static void Discard(Recording recording)
    {
        if (Claim(recording))
        {
            SessionPool.Return(recording.Session);
        }
    }

    /// <summary>The end will not be seen, or the probe goes: what was recorded so far is sent.</summary>
    public static void EndUnfinished(Recording recording)
    {
        if (!Claim(recording) || recording.Site.Probe.AdmitsAtEnd)
        {
            return;
        }

        recording.AwaitStep();
        Send(recording, "running");
    }

    private static bool Claim(Recording recording)
    {
        if (Interlocked.Exchange(ref recording.Ended, 1) != 0)
        {
            return false;
        }

        var probe = recording.Site.Probe;
        Interlocked.Decrement(ref probe.Recordings);
        probe.InFlight.TryRemove(recording, out _);
        return true;
    }

    private static bool TryAdmit(Probe probe)
    {
        if (Interlocked.Increment(ref probe.Recordings) > Math.Clamp(MostBytes / Math.Max(1, probe.Spec.Limits.Bytes), 1, MostAtOnce))
        {
            Interlocked.Decrement(ref probe.Recordings);
            probe.Drops.Crowded();
            return false;
        }

        if (probe.AdmitsAtEnd ? probe.Admission.TryBegin() : probe.Admission.TryAdmit())
        {
            CloseSpent(probe);
            return true;
        }

        Interlocked.Decrement(ref probe.Recordings);
        return false;
    }

    /// <summary>After the last hit, calls that begin pay only for the gate.</summary>
    private static void CloseSpent(Probe probe)
    {
        if (probe.Admission.IsSpent)
        {
            Gates.Set(probe.Gate, open: false);
        }
    }

    private static Recording? Enter(object ticket, RecordedStepKind kind, int point)
    {
        var recording = Unsafe.As<Recording>(ticket);
        if (!Reentrancy.TryEnter())
        {
            return null;
        }

        if (RuntimeHelpers.TryEnsureSufficientExecutionStack() && recording.TryTake())
        {
            if (recording.BeginStep(kind, point))
            {
                return recording;
            }

            Leave(recording);
            return null;
        }

        Reentrancy.Leave();
        return null;
    }

    private static void Leave(Recording recording)
    {
        var ticks = Stopwatch.GetTimestamp() - Reentrancy.Since;
        recording.Spent += Math.Min(ticks, s_mostPerStep);
        recording.Site.Probe.Budget.Charge(ticks);
        recording.LetGo();
        Reentrancy.Leave();
    }

    private static void Send(Recording recording, string outcome)
    {
        var probe = recording.Site.Probe;
        if (!probe.Owner.Outbox.TryAdd(new Hosting.OutFrame(RecordingJson.Write(recording, outcome))))
        {
            probe.Drops.Queue();
        }

        probe.Finished();
    }
}
