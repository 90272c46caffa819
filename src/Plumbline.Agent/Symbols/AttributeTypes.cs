using System.Reflection.Metadata;

namespace Plumbline.Agent.Symbols;

/// <summary>Which attribute an attribute is, read without decoding it.</summary>
internal static class AttributeTypes
{
    /// <summary>Simple name of the attribute's type, or nil.</summary>
    public static StringHandle NameOf(MetadataReader metadata, CustomAttribute attribute)
    {
        switch (attribute.Constructor.Kind)
        {
            case HandleKind.MemberReference:
                var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
                return parent.Kind switch
                {
                    HandleKind.TypeReference => metadata.GetTypeReference((TypeReferenceHandle)parent).Name,
                    HandleKind.TypeDefinition => metadata.GetTypeDefinition((TypeDefinitionHandle)parent).Name,
                    _ => default,
                };
            case HandleKind.MethodDefinition:
                var type = metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType();
                return metadata.GetTypeDefinition(type).Name;
            default:
                return default;
        }
    }

    public static bool Has(MetadataReader metadata, CustomAttributeHandleCollection attributes, string name)
    {
        foreach (var handle in attributes)
        {
            var type = NameOf(metadata, metadata.GetCustomAttribute(handle));
            if (!type.IsNil && metadata.StringComparer.Equals(type, name))
            {
                return true;
            }
        }

        return false;
    }
}
