using System.Buffers.Binary;

namespace Plumbline.Git.Objects;

/// <summary>Bits of a span, the lowest of each byte first. Behind the end come zeros, which <see cref="CheckEnd"/> finds out.</summary>
internal ref struct BitSource(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private ulong _held;
    private int _count;
    private int _at;

    /// <summary>The next bits without taking them; at least 48 after <see cref="Fill"/>.</summary>
    public readonly ulong Held => _held;

    /// <summary>Makes sure that enough bits are held for a symbol and what follows it.</summary>
    public void Fill()
    {
        if (_count >= 48)
        {
            return;
        }

        if (_at + 8 <= _bytes.Length)
        {
            _held |= BinaryPrimitives.ReadUInt64LittleEndian(_bytes[_at..]) << _count;
            int taken = (63 - _count) >> 3;
            _at += taken;
            _count += taken * 8;
            return;
        }

        while (_count <= 56)
        {
            _held |= (ulong)(_at < _bytes.Length ? _bytes[_at] : 0) << _count;
            _at++;
            _count += 8;
        }
    }

    public void Drop(int count)
    {
        _held >>= count;
        _count -= count;
    }

    public int Take(int count)
    {
        if (_count < count)
        {
            Fill();
        }

        int taken = (int)(_held & ((1UL << count) - 1));
        Drop(count);
        return taken;
    }

    /// <summary>The next whole bytes; what is left of a byte that was begun is dropped.</summary>
    public ReadOnlySpan<byte> Rest(int count)
    {
        int start = _at - _count / 8;
        (_held, _count) = (0, 0);
        if (start < 0 || count > _bytes.Length - start)
        {
            throw new InvalidDataException();
        }

        _at = start + count;
        return _bytes.Slice(start, count);
    }

    /// <exception cref="InvalidDataException">More bits were taken than there are.</exception>
    public readonly void CheckEnd()
    {
        if (_at - _count / 8 > _bytes.Length)
        {
            throw new InvalidDataException();
        }
    }
}
