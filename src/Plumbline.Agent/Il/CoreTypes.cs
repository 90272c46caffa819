using System.Reflection.Metadata;

namespace Plumbline.Agent.Il;

/// <summary>The types of System that the runtime itself gives a meaning.</summary>
internal static class CoreTypes
{
    /// <summary>What a value of `System.{name}` is on the stack, when that does not follow from its definition.</summary>
    public static StackType? OnStack(string name) => name switch
    {
        "TypedReference" => StackType.Value(SignatureType.Of(ElementType.TypedByRef)),

        // Derives from ValueType, and is a class all the same.
        "Enum" => StackType.Ref,
        _ => Primitive(name) is { } primitive ? StackType.OfPrimitive(primitive) : null,
    };

    private static ElementType? Primitive(string name) => name switch
    {
        "Boolean" => ElementType.Boolean,
        "Char" => ElementType.Char,
        "SByte" => ElementType.I1,
        "Byte" => ElementType.U1,
        "Int16" => ElementType.I2,
        "UInt16" => ElementType.U2,
        "Int32" => ElementType.I4,
        "UInt32" => ElementType.U4,
        "Int64" => ElementType.I8,
        "UInt64" => ElementType.U8,
        "Single" => ElementType.R4,
        "Double" => ElementType.R8,
        "IntPtr" => ElementType.I,
        "UIntPtr" => ElementType.U,
        _ => null,
    };

    /// <summary>Whether this is the assembly that defines System.Object: the only one without a reference to another.</summary>
    public static bool IsCore(MetadataReader reader) => reader.AssemblyReferences.Count == 0;

    /// <summary>"Enum" or "ValueType" when the type derives from that type of System; else null.</summary>
    public static string? BaseName(MetadataReader reader, TypeDefinition type)
    {
        StringHandle space;
        StringHandle name;
        switch (type.BaseType.Kind)
        {
            case HandleKind.TypeReference when !type.BaseType.IsNil:
                var reference = reader.GetTypeReference((TypeReferenceHandle)type.BaseType);
                (space, name) = (reference.Namespace, reference.Name);
                break;
            case HandleKind.TypeDefinition when !type.BaseType.IsNil && IsCore(reader):
                var definition = reader.GetTypeDefinition((TypeDefinitionHandle)type.BaseType);
                (space, name) = (definition.Namespace, definition.Name);
                break;
            default:
                return null;
        }

        if (!reader.StringComparer.Equals(space, "System"))
        {
            return null;
        }

        return reader.StringComparer.Equals(name, "Enum") ? "Enum" : reader.StringComparer.Equals(name, "ValueType") ? "ValueType" : null;
    }
}
