using Plumbline.Agent.Watching;

namespace Plumbline.Agent.Probes;

/// <summary>Decides which exceptions an armed method captures its values for. Runs on threads of the user, where an exception flies.</summary>
internal static class ArmedHits
{
    [ThreadStatic]
    private static Site? t_site;

    [ThreadStatic]
    private static long t_throw;

    /// <summary>Begins a capture; null where the values of this frame were taken for this throw, or enough of its kind.</summary>
    /// <param name="isInside">Whether a try of the method saw it, rather than the method's end.</param>
    public static Hit? Begin(Site site, object exception, bool isInside)
    {
        if (exception is not Exception thrown || ExceptionFeed.Find(thrown) is not { } seen)
        {
            return null;
        }

        // Regions of one frame see an exception from the innermost outwards, the method's end last; then the next frame begins.
        var isAgain = ReferenceEquals(t_site, site) && t_throw == seen.LastThrow;
        t_site = isInside ? site : null;
        t_throw = seen.LastThrow;
        if (isAgain || !site.Quota.TryTake(thrown.GetType()))
        {
            return null;
        }

        var hit = HitActions.Begin(site, parts: 1);
        if (hit is not null)
        {
            hit.Exception = seen.Number;
        }

        return hit;
    }
}
