using System.Runtime.InteropServices;

namespace Plumbline.Ledger.Tax;

/// <summary>Numbers for names, from 0 in the order in which they come.</summary>
internal sealed class NameNumbers
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private string? _last;
    private int _lastNumber;

    public IReadOnlyList<string> Names => _names;

    public int Of(string name)
    {
        // PERF: neighbours mostly share their service, and then the very same text.
        if (ReferenceEquals(name, _last))
        {
            return _lastNumber;
        }

        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, name, out var known);
        if (!known)
        {
            number = _names.Count;
            _names.Add(name);
        }

        (_last, _lastNumber) = (name, number);
        return number;
    }
}
