using Plumbline.Agent.Facts;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>The facts of one armed body: one set for each instantiation, shared by the hooks at its entry and at its returns.</summary>
internal sealed class FactsOfSite(Site site)
{
    // SAFETY: by handle, as a method would keep its collectible assembly alive.
    private readonly Dictionary<nint, MethodFacts> _known = [];

    public Site Site { get; } = site;

    /// <summary>Of all instantiations.</summary>
    public long Calls(CallTotals totals)
    {
        lock (_known)
        {
            return _known.Values.Sum(facts => totals.Of(facts.Counter));
        }
    }

    public MethodFacts For(FrameTypes types)
    {
        var handle = types.Method.MethodHandle.Value;
        lock (_known)
        {
            if (!_known.TryGetValue(handle, out var facts))
            {
                _known[handle] = facts = new MethodFacts(Site);
                Site.Probe.Owner.Firsts.Follow(facts);
            }

            return facts;
        }
    }
}
