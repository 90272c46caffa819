using Plumbline.Origin.Replay;

namespace Plumbline.Git.Keeping;

/// <summary>
/// Commits with all their parents, as git sees them, as far as they were listed once. Parents come first, and none is missing: what a commit leads to is
/// known as a whole, or not at all.
/// </summary>
internal sealed class CommitGraph
{
    private readonly Dictionary<ObjectId, int> _numbers = [];
    private readonly List<ObjectId> _ids = [];
    private readonly List<int[]> _parents = [];
    private readonly List<long> _times = [];
    private int _kept;

    public int Count => _ids.Count;

    /// <summary>Whether anything was added since it was read.</summary>
    public bool IsNew => Count > _kept;

    public ObjectId this[int number] => _ids[number];

    public int[] ParentsOf(int number) => _parents[number];

    /// <summary>When it was committed, in seconds since 1970.</summary>
    public long TimeOf(int number) => _times[number];

    public bool Holds(ObjectId id) => _numbers.ContainsKey(id);

    public bool Find(ObjectId id, out int number) => _numbers.TryGetValue(id, out number);

    /// <summary>Takes a commit in; false where one of its parents is not known, which must come before.</summary>
    public bool Add(ObjectId id, ReadOnlySpan<ObjectId> parents, long time)
    {
        int[] numbers = parents.Length == 0 ? [] : new int[parents.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!_numbers.TryGetValue(parents[i], out numbers[i]))
            {
                return false;
            }
        }

        if (_numbers.TryAdd(id, Count))
        {
            _ids.Add(id);
            _parents.Add(numbers);
            _times.Add(time);
        }

        return true;
    }

    /// <summary>Writes what was added since it was read.</summary>
    public void Write(PackedWriter to)
    {
        to.Number(Count - _kept);
        for (int i = _kept; i < Count; i++)
        {
            to.Id(_ids[i]);
            to.Number(_times[i]);
            to.Number(_parents[i].Length);
            foreach (int parent in _parents[i])
            {
                to.Number(i - parent);
            }
        }
    }

    /// <summary>Takes in what was written of it once.</summary>
    /// <exception cref="InvalidDataException">The bytes are none of ours.</exception>
    public void Read(PackedReader from)
    {
        int count = from.Count();
        _numbers.EnsureCapacity(Count + count);
        for (int left = count; left > 0; left--)
        {
            ObjectId id = from.Id();
            long time = from.Number();
            int parents = from.Count();
            int[] numbers = parents == 0 ? [] : new int[parents];
            for (int i = 0; i < parents; i++)
            {
                numbers[i] = Count - from.Index(Count + 1L);
            }

            if (!_numbers.TryAdd(id, Count) || Array.Exists(numbers, parent => parent >= _ids.Count))
            {
                throw new InvalidDataException();
            }

            _ids.Add(id);
            _parents.Add(numbers);
            _times.Add(time);
        }

        _kept = Count;
    }
}
