using System.Text;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Keeping;

/// <summary>Reads what <see cref="PackedWriter"/> wrote; anything else is an <see cref="InvalidDataException"/>.</summary>
internal sealed class PackedReader
{
    private readonly byte[] _bytes;
    private readonly int _start;
    private readonly int _end;
    private int _at;

    public PackedReader(byte[] bytes)
        : this(bytes, 0, bytes.Length)
    {
    }

    public PackedReader(byte[] bytes, int start, int end) => (_bytes, _start, _end, _at) = (bytes, start, end, start);

    public bool AtEnd => _at == _end;

    /// <summary>The same bytes from their beginning.</summary>
    public PackedReader Again() => new(_bytes, _start, _end);

    public long Number()
    {
        // PERF: most numbers of a map take one byte.
        if (_at < _end && _bytes[_at] is < 0x80 and var small)
        {
            _at++;
            return (small >> 1) ^ -(small & 1);
        }

        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte one = _at < _end ? _bytes[_at++] : throw new InvalidDataException();
            value |= (ulong)(one & 0x7f) << shift;
            if ((one & 0x80) == 0)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        throw new InvalidDataException();
    }

    /// <summary>A number from 0 to below a bound.</summary>
    public int Index(long below) => Number() is >= 0 and var number && number < below ? (int)number : throw new InvalidDataException();

    /// <summary>A number of things of which each takes a byte at least.</summary>
    public int Count() => Index(_end - _at + 1L);

    public int Whole() => Number() is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw new InvalidDataException();

    public double Real() => BitConverter.Int64BitsToDouble(Number());

    public ReadOnlySpan<byte> Bytes() => Raw(Count());

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public ObjectId Id() => Bytes() is { Length: 0 or 20 or 32 } id ? ObjectId.From(id) : throw new InvalidDataException();

    /// <summary>Bytes with their length before them, to be read on their own.</summary>
    public PackedReader Part()
    {
        int length = Bytes().Length;
        return new PackedReader(_bytes, _at - length, _at);
    }

    public ReadOnlySpan<byte> Rest() => Raw(_end - _at);

    private ReadOnlySpan<byte> Raw(int count)
    {
        if (count > _end - _at)
        {
            throw new InvalidDataException();
        }

        _at += count;
        return _bytes.AsSpan(_at - count, count);
    }
}
