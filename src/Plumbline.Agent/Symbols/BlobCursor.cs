namespace Plumbline.Agent.Symbols;

/// <summary>Reads a signature blob (ECMA-335 II.23.2); running off the end is a <see cref="BadImageFormatException"/>.</summary>
internal ref struct BlobCursor(ReadOnlySpan<byte> blob)
{
    private readonly ReadOnlySpan<byte> _blob = blob;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position >= _blob.Length;

    public readonly byte Peek() => AtEnd ? throw Short() : _blob[Position];

    public byte Byte()
    {
        var value = Peek();
        Position++;
        return value;
    }

    /// <summary>A compressed unsigned integer (II.23.2): one, two or four bytes.</summary>
    public int Compressed()
    {
        int first = Byte();
        if ((first & 0x80) == 0)
        {
            return first;
        }

        if ((first & 0x40) == 0)
        {
            return ((first & 0x3f) << 8) | Byte();
        }

        return (first & 0x20) != 0
            ? throw new BadImageFormatException("A compressed integer has no valid length.")
            : ((first & 0x1f) << 24) | (Byte() << 16) | (Byte() << 8) | Byte();
    }

    public readonly ReadOnlySpan<byte> Since(int start) => _blob[start..Position];

    private static BadImageFormatException Short() => new("A signature is cut short.");
}
