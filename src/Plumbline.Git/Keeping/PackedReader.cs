using System.Text;

namespace Plumbline.Git.Keeping;

/// <summary>Reads what <see cref="PackedWriter"/> wrote; anything else is an <see cref="InvalidDataException"/>.</summary>
internal sealed class PackedReader(byte[] bytes, int start, int end)
{
    private int _at = start;

    public int Position => _at;

    public bool AtEnd => _at == end;

    public long Number()
    {
        // PERF: most numbers of a map take one byte.
        if (_at < end && bytes[_at] is < 0x80 and var small)
        {
            _at++;
            return (small >> 1) ^ -(small & 1);
        }

        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte one = _at < end ? bytes[_at++] : throw new InvalidDataException();
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
    public int Count() => Index(end - _at + 1L);

    public int Whole() => Number() is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw new InvalidDataException();

    public ReadOnlySpan<byte> Bytes() => Raw(Count());

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public ReadOnlySpan<byte> Raw(int count)
    {
        if (count > end - _at)
        {
            throw new InvalidDataException();
        }

        _at += count;
        return bytes.AsSpan(_at - count, count);
    }
}
