using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git;

/// <summary>Numbers for byte strings, in the order in which they come.</summary>
internal sealed class ByteNames
{
    private readonly Dictionary<ulong, int> _numbers = [];
    private readonly List<byte[]> _names = [];

    public int Count => _names.Count;

    public byte[] this[int number] => _names[number];

    public int NumberOf(ReadOnlySpan<byte> name)
    {
        // Two names of one hash are next to impossible, but a path must never stand for another.
        for (ulong key = LineHash.Of(name); ; key++)
        {
            if (!_numbers.TryGetValue(key, out int number))
            {
                _numbers.Add(key, _names.Count);
                _names.Add(name.ToArray());
                return _names.Count - 1;
            }

            if (name.SequenceEqual(_names[number]))
            {
                return number;
            }
        }
    }

    public bool Find(ReadOnlySpan<byte> name, out int number)
    {
        ulong key = LineHash.Of(name);
        while (_numbers.TryGetValue(key++, out number))
        {
            if (name.SequenceEqual(_names[number]))
            {
                return true;
            }
        }

        return false;
    }
}
