using System.Buffers;
using System.Text;

namespace Plumbline.Git.Keeping;

/// <summary>Writes numbers in as few bytes as they need, and texts with their length before them.</summary>
internal sealed class PackedWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>Begins anew.</summary>
    public void Clear() => _bytes.ResetWrittenCount();

    public void Number(long value)
    {
        // Small negative numbers stay small.
        ulong rest = (ulong)(value << 1) ^ (ulong)(value >> 63);
        Span<byte> target = _bytes.GetSpan(10);
        int at = 0;
        for (; rest >= 0x80; rest >>= 7)
        {
            target[at++] = (byte)(rest | 0x80);
        }

        target[at++] = (byte)rest;
        _bytes.Advance(at);
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        _bytes.Write(value);
    }

    public void Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    public void Raw(ReadOnlySpan<byte> value) => _bytes.Write(value);
}
