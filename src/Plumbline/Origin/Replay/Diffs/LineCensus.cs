namespace Plumbline.Origin.Replay.Diffs;

/// <summary>
/// Decides which lines take part in the search: one without a partner on the other side never does, and one with very many partners only where its
/// neighbours speak for it. The bounds are git's.
/// </summary>
internal sealed class LineCensus
{
    private const int ManyAtMost = 1024;
    private const int Window = 100;
    private const int RunFactor = 4;
    private const byte None = 0;
    private const byte Some = 1;
    private const byte Many = 2;

    private readonly ulong[] _filter = new ulong[64];
    private Entry[] _table = new Entry[256];
    private byte[] _partners = new byte[256];
    private int _mask;

    /// <summary>The power of two that is about the square root.</summary>
    public static int RoughRoot(long number)
    {
        int root = 1;
        for (; number > 0; number >>= 2)
        {
            root <<= 1;
        }

        return root;
    }

    /// <summary>Counts, for each line between the equal head and tail, how often it stands in the whole of either text.</summary>
    public void Count(Side old, Side @new, int head, int oldEnd, int newEnd)
    {
        int wanted = 2 * (oldEnd + newEnd - 2 * head);
        int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, wanted));
        if (_table.Length < size)
        {
            _table = new Entry[size];
        }
        else
        {
            Array.Clear(_table, 0, size);
        }

        _mask = size - 1;
        Array.Clear(_filter);
        Enter(old.Hashes.AsSpan(head, oldEnd - head));
        Enter(@new.Hashes.AsSpan(head, newEnd - head));
        foreach (ulong hash in old.Hashes.AsSpan(0, old.Count))
        {
            if (MayHold(hash))
            {
                Find(hash).Old++;
            }
        }

        foreach (ulong hash in @new.Hashes.AsSpan(0, @new.Count))
        {
            if (MayHold(hash))
            {
                Find(hash).New++;
            }
        }
    }

    // PERF: nearly all lines of a text have nothing to do with the few that differ; one bit tells.
    private bool MayHold(ulong hash) => (_filter[(int)(hash >> 6) & 63] >> (int)(hash & 63) & 1) != 0;

    /// <summary>Keeps the lines that take part, and marks the others changed.</summary>
    public void Sort(Side side, int head, int end, bool isOld)
    {
        if (_partners.Length < end)
        {
            _partners = new byte[Math.Max(end, _partners.Length * 2)];
        }

        int many = Math.Min(RoughRoot(side.Count), ManyAtMost);
        for (int line = head; line < end; line++)
        {
            ref Entry entry = ref Find(side.Hashes[line]);
            int partners = isOld ? entry.New : entry.Old;
            _partners[line] = partners == 0 ? None : partners >= many ? Many : Some;
        }

        for (int line = head; line < end; line++)
        {
            if (_partners[line] == Some || (_partners[line] == Many && !IsLost(line, head, end - 1)))
            {
                side.Keep(line);
            }
            else
            {
                side[line] = true;
            }
        }
    }

    // A line of many partners is given up in the midst of lines that have none.
    private bool IsLost(int line, int first, int last)
    {
        first = Math.Max(first, line - Window);
        last = Math.Min(last, line + Window);
        int before = 0, after = 0, many = 1;
        for (int i = line - 1; i >= first && _partners[i] != Some; i--)
        {
            _ = _partners[i] == None ? before++ : many++;
        }

        if (before == 0)
        {
            return false;
        }

        // The line itself counts once in either direction.
        many++;
        for (int i = line + 1; i <= last && _partners[i] != Some; i++)
        {
            _ = _partners[i] == None ? after++ : many++;
        }

        return after != 0 && many * RunFactor < many + before + after;
    }

    private void Enter(ReadOnlySpan<ulong> hashes)
    {
        foreach (ulong hash in hashes)
        {
            ref Entry entry = ref Find(hash);
            entry.Hash = hash;
            entry.Used = true;
            _filter[(int)(hash >> 6) & 63] |= 1UL << (int)(hash & 63);
        }
    }

    // A hash that was never entered ends on a free place, where counting does no harm.
    private ref Entry Find(ulong hash)
    {
        int at = (int)(hash >> 20) & _mask;
        while (_table[at].Used && _table[at].Hash != hash)
        {
            at = (at + 1) & _mask;
        }

        return ref _table[at];
    }

    private record struct Entry(ulong Hash, int Old, int New, bool Used);
}
