using System.Text;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Keeping;

/// <summary>Writes numbers in as few bytes as they need, and texts with their length before them.</summary>
internal sealed class PackedWriter
{
    private const int Longest = 10;
    private byte[] _bytes;
    private int _count;

    /// <param name="room">For how many bytes there is room at first.</param>
    public PackedWriter(int room = 256) => _bytes = GC.AllocateUninitializedArray<byte>(room);

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

    /// <summary>Begins anew.</summary>
    public void Clear() => _count = 0;

    public void Number(long value)
    {
        // Small negative numbers stay small.
        ulong rest = (ulong)(value << 1) ^ (ulong)(value >> 63);
        Reserve(Longest);

        // PERF: a map is millions of numbers, so they go into the array itself.
        byte[] target = _bytes;
        int at = _count;
        for (; rest >= 0x80; rest >>= 7)
        {
            target[at++] = (byte)(rest | 0x80);
        }

        target[at++] = (byte)rest;
        _count = at;
    }

    public void Real(double value) => Number(BitConverter.DoubleToInt64Bits(value));

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        Raw(value);
    }

    public void Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    public void Id(ObjectId value)
    {
        Span<byte> bytes = stackalloc byte[32];
        value.CopyTo(bytes);
        Bytes(bytes[..value.Size]);
    }

    public void Raw(ReadOnlySpan<byte> value)
    {
        Reserve(value.Length);
        value.CopyTo(_bytes.AsSpan(_count));
        _count += value.Length;
    }

    private void Reserve(int more)
    {
        if (_bytes.Length - _count < more)
        {
            Array.Resize(ref _bytes, Math.Max(checked(_count + more), (int)Math.Min(Array.MaxLength, 2L * _bytes.Length)));
        }
    }
}
