using System.Numerics;

namespace Plumbline.Origin.Replay;

/// <summary>A set of lines by their hashes. PERF: asked for every line of every file that a commit changed; one of the framework is compiled for it at every start.</summary>
internal sealed class LineHashes
{
    private readonly ulong[] _slots;
    private bool _hasZero;

    /// <param name="most">How many will be added at most.</param>
    public LineHashes(int most) => _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)(2 * most + 1))];

    public void Add(ulong hash)
    {
        _hasZero |= hash == 0;
        _slots[SlotOf(hash)] = hash;
    }

    public bool Has(ulong hash) => hash == 0 ? _hasZero : _slots[SlotOf(hash)] != 0;

    // Where the hash is, or would be: half of the slots stay empty at least.
    private int SlotOf(ulong hash)
    {
        int mask = _slots.Length - 1;
        for (int slot = (int)(hash >> 20) & mask; ; slot = (slot + 1) & mask)
        {
            if (_slots[slot] == 0 || _slots[slot] == hash)
            {
                return slot;
            }
        }
    }
}
