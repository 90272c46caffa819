using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Plumbline.Agent.Weaving;

/// <summary>Names behind tokens, from metadata alone.</summary>
internal static class MemberNames
{
    /// <summary>Name of the method that a MethodDef, MemberRef or MethodSpec stands for; empty for anything else.</summary>
    public static string Of(MetadataReader metadata, int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind == HandleKind.MethodSpecification)
        {
            handle = metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        }

        return handle.Kind switch
        {
            HandleKind.MethodDefinition => metadata.GetString(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).Name),
            HandleKind.MemberReference => metadata.GetString(metadata.GetMemberReference((MemberReferenceHandle)handle).Name),
            _ => "",
        };
    }

    /// <summary>Name of the field that a FieldDef or MemberRef stands for; empty for anything else.</summary>
    public static string OfField(MetadataReader metadata, int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        return handle.Kind switch
        {
            HandleKind.FieldDefinition => metadata.GetString(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).Name),
            HandleKind.MemberReference => metadata.GetString(metadata.GetMemberReference((MemberReferenceHandle)handle).Name),
            _ => "",
        };
    }

    /// <summary>Full name of the type that declares the method behind a token; of a generic instance, that of its definition.</summary>
    public static string OwnerOf(MetadataReader metadata, int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind == HandleKind.MethodSpecification)
        {
            handle = metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        }

        return handle.Kind switch
        {
            HandleKind.MethodDefinition => OfType(metadata, metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType()),
            HandleKind.MemberReference => OfType(metadata, metadata.GetMemberReference((MemberReferenceHandle)handle).Parent),
            _ => "",
        };
    }

    /// <summary>Namespace and name of a type; of a generic instance, those of its definition. Empty for other type specifications.</summary>
    public static string OfType(MetadataReader metadata, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition when !handle.IsNil:
                var definition = metadata.GetTypeDefinition((TypeDefinitionHandle)handle);
                return Join(metadata, definition.Namespace, definition.Name);
            case HandleKind.TypeReference:
                var reference = metadata.GetTypeReference((TypeReferenceHandle)handle);
                return Join(metadata, reference.Namespace, reference.Name);
            case HandleKind.TypeSpecification:
                var blob = metadata.GetBlobBytes(metadata.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
                return Il.SignatureType.Parse(blob).TypeToken is var token and not 0 ? OfType(metadata, MetadataTokens.EntityHandle(token)) : "";
            default:
                return "";
        }
    }

    private static string Join(MetadataReader metadata, StringHandle space, StringHandle name) =>
        space.IsNil ? metadata.GetString(name) : $"{metadata.GetString(space)}.{metadata.GetString(name)}";
}
