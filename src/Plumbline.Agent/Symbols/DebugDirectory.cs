using System.Collections.Immutable;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Plumbline.Agent.Symbols;

/// <summary>What a compiled image says about its symbols.</summary>
/// <param name="Id">Identity that the symbols must carry, or null where the image names none.</param>
/// <param name="WantsWindowsPdb">Whether the image was compiled with the Windows format.</param>
/// <param name="PdbPath">Path of the symbols as the compiler wrote it, or null.</param>
/// <param name="Embedded">Symbols inside the image, unpacked, or null.</param>
internal sealed record DebugDirectory(PdbId? Id, bool WantsWindowsPdb, string? PdbPath, byte[]? Embedded)
{
    private const uint EmbeddedSignature = 0x4244504d;

    /// <exception cref="BadImageFormatException">The directory is damaged.</exception>
    public static DebugDirectory Read(PEReader image)
    {
        PdbId? id = null;
        var windows = false;
        string? path = null;
        byte[]? embedded = null;
        foreach (var entry in image.ReadDebugDirectory())
        {
            if (entry.Type == DebugDirectoryEntryType.CodeView && id is null)
            {
                var data = image.ReadCodeViewDebugDirectoryData(entry);
                id = new PdbId(data.Guid, entry.IsPortableCodeView ? entry.Stamp : 0);
                windows = !entry.IsPortableCodeView;
                path = data.Path;
            }
            else if (entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb)
            {
                embedded = Unpack(image.GetSectionData(entry.DataRelativeVirtualAddress).GetContent(0, entry.DataSize));
            }
        }

        return new DebugDirectory(id, windows, path, embedded);
    }

    private static byte[] Unpack(ImmutableArray<byte> packed)
    {
        var bytes = packed.AsSpan();
        if (bytes.Length < 8 || BitConverter.ToUInt32(bytes) != EmbeddedSignature)
        {
            throw new BadImageFormatException("The embedded symbols have no header.");
        }

        var length = BitConverter.ToInt32(bytes[4..]);
        if (length is < 0 or > SymbolReader.MaxPdbBytes)
        {
            throw new BadImageFormatException("The embedded symbols are larger than any compiler writes.");
        }

        var pdb = GC.AllocateUninitializedArray<byte>(length, pinned: true);
        using var inflate = new DeflateStream(new MemoryStream(bytes[8..].ToArray()), CompressionMode.Decompress);
        try
        {
            inflate.ReadExactly(pdb);
        }
        catch (Exception error) when (error is EndOfStreamException or InvalidDataException)
        {
            throw new BadImageFormatException("The embedded symbols are cut short or damaged.", error);
        }

        return pdb;
    }
}

/// <summary>Identity of a PDB: a GUID and, for portable ones, a stamp.</summary>
internal readonly record struct PdbId(Guid Guid, uint Stamp)
{
    public override string ToString() => $"{Guid:N}{Stamp:x8}";
}
