using System.Buffers.Binary;

namespace Plumbline.Git.Objects;

/// <summary>
/// Undoes zlib's compression (RFC 1950 and 1951) for contents of known length. PERF: a pack holds tens of thousands of small pieces, for which the
/// library's stream spends more time on being set up than on its work. Every byte written is checked, so damaged input ends in an exception.
/// </summary>
internal sealed class Inflater
{
    private const int Stored = 0;
    private const int Fixed = 1;
    private const int Dynamic = 2;
    private const int EndOfBlock = 256;
    private static readonly byte[] s_order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    private static readonly ushort[] s_lengths = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    private static readonly byte[] s_lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
    private static readonly ushort[] s_distances =
        [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
    private static readonly byte[] s_distanceBits = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    private readonly PrefixCode _symbols = new();
    private readonly PrefixCode _places = new();
    private readonly byte[] _sizes = new byte[320];

    /// <param name="from">The compressed bytes; what follows them does not matter.</param>
    /// <param name="to">Filled to its end.</param>
    /// <exception cref="InvalidDataException">The input is damaged, or of another length.</exception>
    public void Inflate(ReadOnlySpan<byte> from, Span<byte> to)
    {
        // Deflate with a window of at most 32 KB, no dictionary, and a check digit.
        if (from.Length < 2 || (from[0] & 15) != 8 || from[0] >> 4 > 7 || (from[1] & 0x20) != 0 || (from[0] << 8 | from[1]) % 31 != 0)
        {
            throw new InvalidDataException();
        }

        var bits = new BitSource(from[2..]);
        int at = 0;
        bool last;
        do
        {
            last = bits.Take(1) == 1;
            switch (bits.Take(2))
            {
                case Stored:
                    at = CopyStored(ref bits, to, at);
                    break;
                case Fixed:
                    ReadFixed();
                    at = Decode(ref bits, to, at);
                    break;
                case Dynamic:
                    ReadDynamic(ref bits);
                    at = Decode(ref bits, to, at);
                    break;
                default:
                    throw new InvalidDataException();
            }
        }
        while (!last);

        if (at != to.Length || BinaryPrimitives.ReadUInt32BigEndian(bits.Rest(4)) != Adler.Of(to))
        {
            throw new InvalidDataException();
        }
    }

    private static int CopyStored(ref BitSource bits, Span<byte> to, int at)
    {
        ReadOnlySpan<byte> head = bits.Rest(4);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(head);
        if (length != (ushort)~BinaryPrimitives.ReadUInt16LittleEndian(head[2..]) || length > to.Length - at)
        {
            throw new InvalidDataException();
        }

        bits.Rest(length).CopyTo(to[at..]);
        return at + length;
    }

    private int Decode(ref BitSource bits, Span<byte> to, int at)
    {
        while (true)
        {
            bits.Fill();
            int symbol = _symbols.Next(ref bits);
            if (symbol < EndOfBlock)
            {
                if ((uint)at >= (uint)to.Length)
                {
                    throw new InvalidDataException();
                }

                to[at++] = (byte)symbol;
                continue;
            }

            if (symbol == EndOfBlock)
            {
                bits.CheckEnd();
                return at;
            }

            at = Repeat(ref bits, to, at, symbol - EndOfBlock - 1);
        }
    }

    private int Repeat(ref BitSource bits, Span<byte> to, int at, int code)
    {
        if (code >= s_lengths.Length)
        {
            throw new InvalidDataException();
        }

        int length = s_lengths[code] + bits.Take(s_lengthBits[code]);
        bits.Fill();
        int place = _places.Next(ref bits);
        if (place >= s_distances.Length)
        {
            throw new InvalidDataException();
        }

        int distance = s_distances[place] + bits.Take(s_distanceBits[place]);
        if (distance > at || length > to.Length - at)
        {
            throw new InvalidDataException();
        }

        if (distance >= length)
        {
            to.Slice(at - distance, length).CopyTo(to[at..]);
            return at + length;
        }

        for (int end = at + length; at < end; at++)
        {
            to[at] = to[at - distance];
        }

        return at;
    }

    private void ReadFixed()
    {
        _sizes.AsSpan(0, 144).Fill(8);
        _sizes.AsSpan(144, 112).Fill(9);
        _sizes.AsSpan(256, 24).Fill(7);
        _sizes.AsSpan(280, 8).Fill(8);
        _symbols.Build(_sizes.AsSpan(0, 288));
        _sizes.AsSpan(0, 30).Fill(5);
        _places.Build(_sizes.AsSpan(0, 30));
    }

    private void ReadDynamic(ref BitSource bits)
    {
        int symbols = bits.Take(5) + 257, places = bits.Take(5) + 1, sizes = bits.Take(4) + 4;
        _sizes.AsSpan(0, 19).Clear();
        for (int i = 0; i < sizes; i++)
        {
            _sizes[s_order[i]] = (byte)bits.Take(3);
        }

        _symbols.Build(_sizes.AsSpan(0, 19));
        for (int at = 0; at < symbols + places;)
        {
            bits.Fill();
            int code = _symbols.Next(ref bits);
            if (code < 16)
            {
                _sizes[at++] = (byte)code;
                continue;
            }

            byte value = code == 16 && at > 0 ? _sizes[at - 1] : code > 16 ? (byte)0 : throw new InvalidDataException();
            int count = code == 16 ? 3 + bits.Take(2) : code == 17 ? 3 + bits.Take(3) : 11 + bits.Take(7);
            if (count > symbols + places - at)
            {
                throw new InvalidDataException();
            }

            _sizes.AsSpan(at, count).Fill(value);
            at += count;
        }

        _places.Build(_sizes.AsSpan(symbols, places));
        _symbols.Build(_sizes.AsSpan(0, symbols));
    }
}
