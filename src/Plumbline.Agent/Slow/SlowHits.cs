using System.Diagnostics;
using Plumbline.Agent.Probes;
using Plumbline.Wire;

namespace Plumbline.Agent.Slow;

/// <summary>What generated thunks call where a call took too long. Runs on threads of the user.</summary>
internal static class SlowHits
{
    /// <summary>Tells of the call and begins its capture; null where there is none.</summary>
    /// <param name="site">Where it ended.</param>
    /// <param name="method">The method.</param>
    /// <param name="elapsed">In Stopwatch ticks.</param>
    /// <param name="ticket">Of one whose callees are timed; else null.</param>
    /// <param name="outcome">returned or threw.</param>
    public static Hit? Begin(Site site, SlowMethod method, long elapsed, object? ticket, string outcome)
    {
        var now = Stopwatch.GetTimestamp();
        var owner = site.Probe.Owner;
        if ((ticket is null && !method.IsPlain(now - elapsed)) || owner.Slow.Count(method, elapsed) is var number && number == 0)
        {
            return null;
        }

        owner.Send(new SlowSeen
        {
            Number = number,
            Method = site.Label.Method,
            File = site.Label.File,
            Line = site.Label.Line,
            Microseconds = elapsed * 1e6 / Stopwatch.Frequency,
            Outcome = outcome,
            Count = method.Count,
            Callees = (ticket as CalleeTimes)?.Sums(outcome == "threw"),
            TraceId = Activity.Current?.TraceId.ToHexString(),
            At = Clock.Microseconds(now),
        });
        owner.Slow.Ask(method);
        var hit = HitActions.Begin(site, parts: 1);
        if (hit is not null)
        {
            hit.Slow = number;
        }

        return hit;
    }
}
