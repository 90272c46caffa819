using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>Where the events of a probe come from that do not say it themselves: known where the probe stands at one place only.</summary>
internal sealed class ProbePlace
{
    /// <summary>Null where there are several places, or none yet.</summary>
    public CapturedFrame? Frame { get; private set; }

    public void Take(ProbeStatus status)
    {
        // What waits for an assembly, or has been taken out, has no sites: the last that were known still are where events came from.
        if (Array.FindAll(status.Sites, site => site.Refusal is null) is { Length: > 0 } sites)
        {
            Frame = sites.DistinctBy(site => (site.File, site.Line)).Take(2).ToArray() is [var only] ? new CapturedFrame(only.Method, only.File, only.Line, User: true) : null;
        }
    }
}
