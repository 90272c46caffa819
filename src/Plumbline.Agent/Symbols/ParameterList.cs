using System.Reflection;
using System.Reflection.Metadata;

namespace Plumbline.Agent.Symbols;

/// <summary>One parameter, for people and for picking an overload.</summary>
/// <param name="Modifier">ref, in, out, or empty.</param>
/// <param name="Type">Type in C# form, without the modifier.</param>
/// <param name="Name">Source name; empty where the compiler gave none.</param>
internal sealed record Parameter(string Modifier, string Type, string Name)
{
    public override string ToString() => $"{(Modifier.Length > 0 ? Modifier + " " : "")}{Type}{(Name.Length > 0 ? " " + Name : "")}";
}

/// <summary>Parameters and return type of a method, read from its signature.</summary>
internal sealed record ParameterList(IReadOnlyList<Parameter> Items, string Result, bool IsInit, bool IsVararg)
{
    private const int MaxParameters = 65535;
    private static readonly ParameterList s_unreadable = new([], "…", false, false);

    public static ParameterList Read(ModuleImage image, MethodDefinitionHandle handle, bool qualified)
    {
        try
        {
            return Decode(image.Metadata, handle, qualified);
        }
        catch (Exception error) when (ModuleSymbols.IsDamage(error))
        {
            return s_unreadable;
        }
    }

    private static ParameterList Decode(MetadataReader metadata, MethodDefinitionHandle handle, bool qualified)
    {
        var method = metadata.GetMethodDefinition(handle);
        var types = new SignatureText(metadata, method.GetDeclaringType(), handle, qualified);
        var cursor = new BlobCursor(metadata.GetBlobBytes(method.Signature));
        var header = cursor.Byte();
        if ((header & 0x10) != 0)
        {
            cursor.Compressed();
        }

        var count = Math.Min(cursor.Compressed(), MaxParameters);
        var isInit = cursor.Peek() == ElementType.RequiredModifier;
        var result = types.Type(TypeBlob.Next(ref cursor));
        var rows = Rows(metadata, method);
        var items = new List<Parameter>();
        for (var i = 0; i < count; i++)
        {
            var type = TypeBlob.Next(ref cursor);
            var row = rows.TryGetValue(i + 1, out var found) ? metadata.GetParameter(found) : default(System.Reflection.Metadata.Parameter?);
            var modifier = ModifierOf(metadata, type, row);
            var name = row is { Name.IsNil: false } named ? metadata.GetString(named.Name) : "";
            if (name.Length == 0 && IsClosure(metadata, type))
            {
                continue;
            }

            items.Add(new Parameter(modifier, WithoutRef(types.Type(type), modifier), name));
        }

        // An init accessor returns modreq(IsExternalInit) void.
        return new ParameterList(items, result, isInit && result == "void", (header & 0x0f) == 0x05);
    }

    /// <summary>Local functions get their captured variables by reference; the user wrote no such parameter.</summary>
    private static bool IsClosure(MetadataReader metadata, byte[] type) =>
        type[0] == ElementType.ByRef && TypeBlob.Definition(type, out _) is { IsNil: false } definition
        && CompiledName.IsDisplayClass(metadata, metadata.GetTypeDefinition(definition));

    private static Dictionary<int, ParameterHandle> Rows(MetadataReader metadata, MethodDefinition method)
    {
        var rows = new Dictionary<int, ParameterHandle>();
        foreach (var row in method.GetParameters())
        {
            rows[metadata.GetParameter(row).SequenceNumber] = row;
        }

        return rows;
    }

    private static string ModifierOf(MetadataReader metadata, byte[] type, System.Reflection.Metadata.Parameter? row)
    {
        var cursor = new BlobCursor(type);
        while (cursor.Peek() is ElementType.RequiredModifier or ElementType.OptionalModifier)
        {
            cursor.Byte();
            cursor.Compressed();
        }

        if (cursor.Peek() != ElementType.ByRef)
        {
            return "";
        }

        var attributes = row?.Attributes ?? ParameterAttributes.None;
        return (attributes & (ParameterAttributes.In | ParameterAttributes.Out)) switch
        {
            ParameterAttributes.Out => "out",
            ParameterAttributes.In when row is { } named && AttributeTypes.Has(metadata, named.GetCustomAttributes(), "IsReadOnlyAttribute") => "in",
            _ => "ref",
        };
    }

    private static string WithoutRef(string type, string modifier) =>
        modifier.Length > 0 && type.StartsWith("ref ", StringComparison.Ordinal) ? type[4..] : type;
}
