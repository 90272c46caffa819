using System.Buffers.Binary;

namespace Plumbline.Origin.Replay;

/// <summary>
/// The id of a git object: 20 bytes, or 32 in a SHA-256 repository. PERF: as two <see cref="UInt128"/> it was shorter to write, but nothing that touches
/// one of these is compiled ahead of time: every method with an id in it waited for the JIT.
/// </summary>
internal readonly record struct ObjectId
{
    private const int Longest = 32;
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    private ObjectId(ReadOnlySpan<byte> padded, int size)
    {
        (_first, _second) = (BinaryPrimitives.ReadUInt64BigEndian(padded), BinaryPrimitives.ReadUInt64BigEndian(padded[8..]));
        (_third, _fourth) = (BinaryPrimitives.ReadUInt64BigEndian(padded[16..]), BinaryPrimitives.ReadUInt64BigEndian(padded[24..]));
        Size = (byte)size;
    }

    /// <summary>The number of its bytes.</summary>
    public byte Size { get; }

    /// <summary>Reads hexadecimal digits.</summary>
    /// <exception cref="FormatException">Not 40 or 64 such digits.</exception>
    public static ObjectId Parse(ReadOnlySpan<byte> hex)
    {
        Span<byte> bytes = stackalloc byte[Longest];
        bytes.Clear();
        if (hex.Length is not (40 or 64) || Convert.FromHexString(hex, bytes, out _, out int written) != System.Buffers.OperationStatus.Done)
        {
            throw new FormatException("not an object id");
        }

        return new ObjectId(bytes, written);
    }

    /// <summary>Reads the bytes of an id.</summary>
    public static ObjectId From(ReadOnlySpan<byte> raw)
    {
        Span<byte> bytes = stackalloc byte[Longest];
        bytes.Clear();
        raw.CopyTo(bytes);
        return new ObjectId(bytes, raw.Length);
    }

    public bool IsNull => (_first | _second | _third | _fourth) == 0;

    /// <summary>Writes the bytes, <see cref="Size"/> of them.</summary>
    public void CopyTo(Span<byte> raw)
    {
        Span<byte> bytes = stackalloc byte[Longest];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _first);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], _second);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], _third);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], _fourth);
        bytes[..Size].CopyTo(raw);
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Longest];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes[..Size]);
    }

    public override int GetHashCode() => (int)_first;
}
