using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Plumbline.Agent.Symbols;

/// <summary>The type of <c>this</c> as a signature blob: by-ref for value types, with the type's own variables as arguments.</summary>
internal static class SelfType
{
    public static byte[] Of(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var blob = new BlobBuilder();
        var isValue = IsValueType(metadata, type);
        if (isValue)
        {
            blob.WriteByte(ElementType.ByRef);
        }

        var arity = type.GetGenericParameters().Count;
        if (arity > 0)
        {
            blob.WriteByte(ElementType.GenericInstance);
        }

        blob.WriteByte(isValue ? ElementType.ValueType : ElementType.Class);
        blob.WriteCompressedInteger(CodedIndex.TypeDefOrRef(handle));
        if (arity > 0)
        {
            blob.WriteCompressedInteger(arity);
            for (var i = 0; i < arity; i++)
            {
                blob.WriteByte(ElementType.TypeVariable);
                blob.WriteCompressedInteger(i);
            }
        }

        return blob.ToArray();
    }

    /// <summary>Whether a type extends System.ValueType or System.Enum.</summary>
    public static bool IsValueType(MetadataReader metadata, TypeDefinition type)
    {
        if ((type.Attributes & TypeAttributes.Interface) != 0 || type.BaseType.IsNil)
        {
            return false;
        }

        var (space, name) = type.BaseType.Kind switch
        {
            HandleKind.TypeReference => Named(metadata.GetTypeReference((TypeReferenceHandle)type.BaseType)),
            HandleKind.TypeDefinition => Named(metadata.GetTypeDefinition((TypeDefinitionHandle)type.BaseType)),
            _ => default,
        };
        return !name.IsNil && metadata.StringComparer.Equals(space, "System")
            && (metadata.StringComparer.Equals(name, "ValueType")
                || (metadata.StringComparer.Equals(name, "Enum") && !metadata.StringComparer.Equals(type.Name, "Enum")));
    }

    private static (StringHandle Space, StringHandle Name) Named(TypeReference type) => (type.Namespace, type.Name);

    private static (StringHandle Space, StringHandle Name) Named(TypeDefinition type) => (type.Namespace, type.Name);
}
