using System.Reflection.Metadata;
using System.Text;

namespace Plumbline.Agent.Symbols;

/// <summary>
/// Names that the source gives to the members of tuples: an attribute has those of parameters, fields and results, the symbols
/// have those of locals. In the order in which the compiler writes them, null for a member without a name.
/// </summary>
internal static class TupleElements
{
    private const int MostNames = 1024;
    private const ushort AttributeProlog = 1;

    /// <summary>Custom debug information of a local (portable PDB, "Tuple Element Names").</summary>
    private static readonly Guid s_ofLocal = new("ED9FDF71-8879-4747-8ED3-FE5EDE3CE710");

    /// <summary>From the attributes of a parameter or field; null where there are none.</summary>
    public static string?[]? Of(MetadataReader metadata, CustomAttributeHandleCollection attributes)
    {
        foreach (var attribute in attributes.Select(metadata.GetCustomAttribute))
        {
            var type = AttributeTypes.NameOf(metadata, attribute);
            if (!type.IsNil && metadata.StringComparer.Equals(type, "TupleElementNamesAttribute"))
            {
                return OfAttribute(metadata.GetBlobReader(attribute.Value));
            }
        }

        return null;
    }

    /// <summary>Of a parameter by its number, or of the result, which is 0.</summary>
    public static string?[]? Of(MetadataReader metadata, MethodDefinition method, int parameter)
    {
        foreach (var row in method.GetParameters().Select(metadata.GetParameter))
        {
            if (row.SequenceNumber == parameter)
            {
                return Of(metadata, row.GetCustomAttributes());
            }
        }

        return null;
    }

    public static string?[]? OfLocal(MetadataReader symbols, LocalVariableHandle local)
    {
        foreach (var handle in symbols.GetCustomDebugInformation(local))
        {
            var custom = symbols.GetCustomDebugInformation(handle);
            if (symbols.GetGuid(custom.Kind) == s_ofLocal)
            {
                return OfSymbols(symbols.GetBlobBytes(custom.Value));
            }
        }

        return null;
    }

    private static string?[]? OfAttribute(BlobReader blob)
    {
        if (blob.ReadUInt16() != AttributeProlog || blob.ReadInt32() is not (> 0 and <= MostNames and var count))
        {
            return null;
        }

        var names = new string?[count];
        for (var i = 0; i < count; i++)
        {
            names[i] = blob.ReadSerializedString();
        }

        return names;
    }

    /// <summary>Each name ends with a zero byte; an empty one is none.</summary>
    private static string?[] OfSymbols(byte[] blob)
    {
        var names = new List<string?>();
        var rest = blob.AsSpan();
        while (rest.IndexOf((byte)0) is >= 0 and var end && names.Count < MostNames)
        {
            names.Add(end == 0 ? null : Encoding.UTF8.GetString(rest[..end]));
            rest = rest[(end + 1)..];
        }

        return [.. names];
    }
}
