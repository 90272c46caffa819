using Plumbline.Agent.Il;

namespace Plumbline.Agent.Weaving;

/// <summary>
/// Locals that hooks use for a moment. Each hook uses those of the hooks before it again: a body with a hook at every line would
/// otherwise have more locals than the compiler keeps track of, and the user's own would lose their registers.
/// </summary>
internal sealed class Temporaries(LocalSignature locals)
{
    private readonly Dictionary<string, List<int>> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);

    /// <summary>Another hook begins: all temporaries are free.</summary>
    public void Restart() => _taken.Clear();

    /// <param name="type">Type as in a signature.</param>
    /// <param name="hasAddress">Whether its address is passed on; such a local stays in memory, so it is not shared with the others.</param>
    public int Take(byte[] type, bool hasAddress)
    {
        var key = (hasAddress ? "&" : "") + Convert.ToHexString(type);
        var taken = _taken.GetValueOrDefault(key);
        if (!_known.TryGetValue(key, out var known))
        {
            _known[key] = known = [];
        }

        if (taken == known.Count)
        {
            known.Add(locals.Append(type));
        }

        _taken[key] = taken + 1;
        return known[taken];
    }
}
