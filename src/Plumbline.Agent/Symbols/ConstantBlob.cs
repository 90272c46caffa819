using System.Reflection.Metadata;
using System.Text;

namespace Plumbline.Agent.Symbols;

/// <summary>Decodes the signature of a local constant (portable PDB, "LocalConstantSig Blob").</summary>
internal static class ConstantBlob
{
    public static unsafe (object? Value, string? Type) Read(MetadataReader metadata, byte[] signature)
    {
        fixed (byte* start = signature)
        {
            var blob = new BlobReader(start, signature.Length);
            var code = blob.ReadByte();
            while (code is ElementType.RequiredModifier or ElementType.OptionalModifier)
            {
                blob.ReadCompressedInteger();
                code = blob.ReadByte();
            }

            if (code is ElementType.ValueType or ElementType.Class)
            {
                var type = new StringBuilder();
                NamedType.Append(type, metadata, blob.ReadCompressedInteger(), [], qualified: false);
                return (General(ref blob, type.ToString()), type.ToString());
            }

            var value = Primitive(ref blob, code);
            return (value, blob.RemainingBytes > 0 ? EnumName(metadata, ref blob) : null);
        }
    }

    /// <summary>A primitive that is followed by a type is a constant of that enumeration.</summary>
    private static string EnumName(MetadataReader metadata, ref BlobReader blob)
    {
        var type = new StringBuilder();
        NamedType.Append(type, metadata, blob.ReadCompressedInteger(), [], qualified: false);
        return type.ToString();
    }

    private static object? General(ref BlobReader blob, string type) => type switch
    {
        "decimal" when blob.RemainingBytes == 13 => blob.ReadDecimal(),
        "DateTime" when blob.RemainingBytes == 8 => blob.ReadDateTime(),
        _ => null,
    };

    private static object? Primitive(ref BlobReader blob, byte code) => code switch
    {
        0x02 => blob.ReadBoolean(),
        0x03 => blob.ReadChar(),
        0x04 => blob.ReadSByte(),
        0x05 => blob.ReadByte(),
        0x06 => blob.ReadInt16(),
        0x07 => blob.ReadUInt16(),
        0x08 => blob.ReadInt32(),
        0x09 => blob.ReadUInt32(),
        0x0a => blob.ReadInt64(),
        0x0b => blob.ReadUInt64(),
        0x0c => blob.ReadSingle(),
        0x0d => blob.ReadDouble(),
        ElementType.String => Text(ref blob),
        _ => null,
    };

    private static string? Text(ref BlobReader blob)
    {
        if (blob.RemainingBytes == 1 && blob.ReadByte() == 0xff)
        {
            return null;
        }

        return blob.RemainingBytes == 0 ? "" : blob.ReadUTF16(blob.RemainingBytes);
    }
}
