using System.Buffers.Binary;

namespace Plumbline.Origin.Replay;

/// <summary>The id of a git object: 20 bytes, or 32 in a SHA-256 repository.</summary>
internal readonly record struct ObjectId(UInt128 High, UInt128 Low, byte Size)
{
    /// <summary>Reads hexadecimal digits.</summary>
    /// <exception cref="FormatException">Not 40 or 64 such digits.</exception>
    public static ObjectId Parse(ReadOnlySpan<byte> hex)
    {
        Span<byte> bytes = stackalloc byte[32];
        bytes.Clear();
        if (hex.Length is not (40 or 64) || Convert.FromHexString(hex, bytes, out _, out int written) != System.Buffers.OperationStatus.Done)
        {
            throw new FormatException("not an object id");
        }

        return new ObjectId(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]), (byte)written);
    }

    /// <summary>Reads the bytes of an id.</summary>
    public static ObjectId From(ReadOnlySpan<byte> raw)
    {
        Span<byte> bytes = stackalloc byte[32];
        bytes.Clear();
        raw.CopyTo(bytes);
        return new ObjectId(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]), (byte)raw.Length);
    }

    public bool IsNull => High == default && Low == default;

    /// <summary>Writes the bytes, <see cref="Size"/> of them.</summary>
    public void CopyTo(Span<byte> raw)
    {
        Span<byte> bytes = stackalloc byte[32];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Low);
        bytes[..Size].CopyTo(raw);
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[32];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes[..Size]);
    }

    public override int GetHashCode() => (int)(ulong)(High >> 64);
}
