using Plumbline.Agent.Probes;

namespace Plumbline.Agent.Facts;

/// <summary>What generated thunks call where a call showed something new. Runs on threads of the user.</summary>
internal static class FirstHits
{
    /// <summary>Begins the capture of that call; null where there is none.</summary>
    public static Hit? Begin(Site site, FirstFound found)
    {
        var firsts = site.Probe.Owner.Firsts;
        var number = firsts.Offer(found);
        if (number == 0)
        {
            return null;
        }

        var hit = HitActions.Begin(site, parts: 1);
        if (hit is null)
        {
            firsts.Add(new FirstReport(number, found, Clock.Microseconds(System.Diagnostics.Stopwatch.GetTimestamp()), default));
            return null;
        }

        hit.First = new FirstReport(number, found, hit.At, default);
        return hit;
    }
}
