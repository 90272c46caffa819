namespace Plumbline.Git;

/// <summary>Numbers for things, in the order in which they come.</summary>
internal sealed class Numbering<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];
    private readonly List<T> _things = [];

    /// <summary>The things, by their numbers.</summary>
    public IReadOnlyList<T> Things => _things;

    public bool Holds(T thing) => _numbers.ContainsKey(thing);

    /// <summary>Makes room for so many. PERF: growing moves all of them again and again.</summary>
    public void Reserve(int count)
    {
        _numbers.EnsureCapacity(count);
        _things.EnsureCapacity(count);
    }

    /// <summary>The number of a thing; the next one where it has none yet.</summary>
    public int Of(T thing)
    {
        if (!_numbers.TryGetValue(thing, out int number))
        {
            number = _things.Count;
            _numbers.Add(thing, number);
            _things.Add(thing);
        }

        return number;
    }
}
