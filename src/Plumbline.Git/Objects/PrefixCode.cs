namespace Plumbline.Git.Objects;

/// <summary>A canonical prefix code: a table for the short codes, and a search by length for the others.</summary>
internal sealed class PrefixCode
{
    private const int TableBits = 10;
    private const int Longest = 15;
    private readonly ushort[] _table = new ushort[1 << TableBits];
    private readonly ushort[] _counts = new ushort[Longest + 1];
    private readonly ushort[] _sorted = new ushort[320];

    /// <param name="sizes">The length of each symbol's code, 0 for a symbol that has none.</param>
    /// <exception cref="InvalidDataException">There are more codes than bits allow.</exception>
    public void Build(ReadOnlySpan<byte> sizes)
    {
        Array.Clear(_counts);
        foreach (byte size in sizes)
        {
            _counts[size]++;
        }

        _counts[0] = 0;
        Span<int> next = stackalloc int[Longest + 1], place = stackalloc int[Longest + 1];
        int left = 1, code = 0;
        next[0] = place[0] = 0;
        for (int size = 1; size <= Longest; size++)
        {
            left = (left << 1) - _counts[size];
            code = (code + _counts[size - 1]) << 1;
            next[size] = code;
            place[size] = place[size - 1] + _counts[size - 1];
            if (left < 0)
            {
                throw new InvalidDataException();
            }
        }

        Array.Clear(_table);
        for (int symbol = 0; symbol < sizes.Length; symbol++)
        {
            int size = sizes[symbol];
            if (size == 0)
            {
                continue;
            }

            _sorted[place[size]++] = (ushort)symbol;
            int own = next[size]++;
            if (size <= TableBits)
            {
                Enter(symbol, size, own);
            }
        }
    }

    /// <summary>Takes one symbol; <see cref="BitSource.Fill"/> must have been called.</summary>
    public int Next(ref BitSource bits)
    {
        int entry = _table[(int)bits.Held & ((1 << TableBits) - 1)];
        if (entry != 0)
        {
            bits.Drop(entry & 15);
            return entry >> 4;
        }

        return Search(ref bits);
    }

    // The stream has the first bit of a code lowest, the table therefore every code turned around.
    private void Enter(int symbol, int size, int code)
    {
        int turned = 0;
        for (int i = 0; i < size; i++)
        {
            turned |= ((code >> i) & 1) << (size - 1 - i);
        }

        for (; turned < _table.Length; turned += 1 << size)
        {
            _table[turned] = (ushort)((symbol << 4) | size);
        }
    }

    private int Search(ref BitSource bits)
    {
        int code = 0, first = 0, index = 0;
        ulong held = bits.Held;
        for (int size = 1; size <= Longest; size++)
        {
            code |= (int)(held & 1);
            held >>= 1;
            int count = _counts[size];
            if (code - count < first)
            {
                bits.Drop(size);
                return _sorted[index + (code - first)];
            }

            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }

        throw new InvalidDataException();
    }
}
