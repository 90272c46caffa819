using System.Collections.Concurrent;
using System.Diagnostics;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Expressions;
using Plumbline.Agent.Hosting;
using Plumbline.Agent.Redaction;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

internal sealed partial class Probe
{
    public long NextHit() => Interlocked.Increment(ref _hits);

    /// <summary>One hit that was let in has been sent, or could not be.</summary>
    public void Finished() => Interlocked.Increment(ref _finished);

    /// <summary>Sends a finished capture.</summary>
    public void Finish(Hit hit, string? outcome, long started)
    {
        var label = hit.Site.Label;
        var activity = Activity.Current;
        var capture = hit.Session.Complete(new CaptureHeader
        {
            Probe = Id,
            Hit = hit.Number,
            At = hit.At,
            Method = label.Method,
            File = label.File,
            Line = label.Line,
            Event = label.Event,
            Outcome = outcome,
            Exception = hit.Exception,
            Slow = hit.Slow,
            First = hit.First?.Number ?? 0,
            Microseconds = started != 0 ? Stopwatch.GetElapsedTime(started, Reentrancy.Since).TotalMicroseconds : null,
            ThreadId = Environment.CurrentManagedThreadId,
            ThreadName = Thread.CurrentThread.Name,
            TraceId = activity?.TraceId.ToHexString(),
            SpanId = activity?.SpanId.ToHexString(),
            Frames = Spec.Stack ? Services.Frames.Of(new StackTrace(1, fNeedFileInfo: false)) : null,
        });
        if (hit.First is { } first)
        {
            Owner.Firsts.Add(first with { Capture = capture });
        }
        else if (capture.Count == 0)
        {
            Drops.Error();
        }
        else if (!Owner.Outbox.TryAdd(new OutFrame(capture)))
        {
            Drops.Queue();
        }

        Interlocked.Increment(ref _finished);
    }

    /// <summary>Sends a finished line.</summary>
    public void FinishLog(SiteLabel label, LogLine line)
    {
        var activity = Activity.Current;
        var logged = new Logged(
            Id,
            NextHit(),
            Clock.Microseconds(Reentrancy.Since),
            Redactor.Redact(line.ToString()),
            Environment.CurrentManagedThreadId,
            activity?.TraceId.ToHexString(),
            activity?.SpanId.ToHexString())
        {
            Method = label.Method,
            File = label.File,
            Line = label.Line,
        };
        if (!Owner.Send(logged))
        {
            Drops.Queue();
        }

        Interlocked.Increment(ref _finished);
    }

    /// <summary>A hit failed inside the agent.</summary>
    public void Faulted(Exception fault)
    {
        Drops.Error();
        if (Interlocked.Increment(ref _faults) == 1)
        {
            Error ??= $"{fault.GetType().Name}: {fault.Message}";
            SelfLog.Fault($"acting on a hit of probe {Id}", fault);
        }

        if (HasFailed)
        {
            Shut();
        }
    }
}
