using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Plumbline.Attach.Attaching;

/// <summary>
/// What the agent uses of the framework, compared with what is there. SAFETY: the runtime ends a process whose start-up hook refers to
/// what a trimmer removed, so nothing may be missing.
/// </summary>
internal sealed class AgentNeeds(MetadataReader agent, FrameworkImages framework)
{
    private const int MostHops = 8;

    /// <summary>The first type or member that is missing, such as <c>System.Linq.Expressions.Expression</c>; null where all is there.</summary>
    /// <exception cref="BadImageFormatException">An assembly can't be read.</exception>
    public static string? FirstMissing(byte[] agent, FrameworkImages framework)
    {
        using var image = new PEReader(new MemoryStream(agent, writable: false));
        return new AgentNeeds(image.GetMetadataReader(), framework).FirstMissing();
    }

    private string? FirstMissing()
    {
        foreach (var handle in agent.TypeReferences)
        {
            if (Resolve(agent, handle, 0) is null)
            {
                return NameOf(agent, handle);
            }
        }

        foreach (var handle in agent.MemberReferences)
        {
            var member = agent.GetMemberReference(handle);
            if (TypeOf(member.Parent) is { } type && Resolve(agent, type, 0) is { } found && !IsThere(found, member, 0))
            {
                return $"{NameOf(agent, type)}.{agent.GetString(member.Name)}";
            }
        }

        return null;
    }

    /// <summary>The type of which a member is; null for arrays, whose members the runtime makes.</summary>
    private TypeReferenceHandle? TypeOf(EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeReference)
        {
            return (TypeReferenceHandle)parent;
        }

        if (parent.Kind != HandleKind.TypeSpecification)
        {
            return null;
        }

        var blob = agent.GetBlobReader(agent.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        blob.ReadByte();
        var definition = blob.ReadTypeHandle();
        return definition.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)definition : null;
    }

    /// <summary>Where a type is defined, over as many forwards as it takes.</summary>
    private (MetadataReader Metadata, TypeDefinition Type)? Resolve(MetadataReader from, TypeReferenceHandle handle, int hops)
    {
        var reference = from.GetTypeReference(handle);
        var (space, name) = (from.GetString(reference.Namespace), from.GetString(reference.Name));
        switch (reference.ResolutionScope.Kind)
        {
            case HandleKind.AssemblyReference:
                return InAssembly(from.GetString(from.GetAssemblyReference((AssemblyReferenceHandle)reference.ResolutionScope).Name), space, name, hops);
            case HandleKind.TypeReference when Resolve(from, (TypeReferenceHandle)reference.ResolutionScope, hops) is { } outer:
                foreach (var nested in outer.Type.GetNestedTypes().Select(outer.Metadata.GetTypeDefinition))
                {
                    if (outer.Metadata.StringComparer.Equals(nested.Name, name))
                    {
                        return (outer.Metadata, nested);
                    }
                }

                return null;
            default:
                return null;
        }
    }

    private (MetadataReader Metadata, TypeDefinition Type)? InAssembly(string assembly, string space, string name, int hops)
    {
        if (hops > MostHops || framework.Find(assembly) is not { } metadata)
        {
            return null;
        }

        foreach (var type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition))
        {
            if (metadata.StringComparer.Equals(type.Name, name) && metadata.StringComparer.Equals(type.Namespace, space) && type.GetDeclaringType().IsNil)
            {
                return (metadata, type);
            }
        }

        foreach (var type in metadata.ExportedTypes.Select(metadata.GetExportedType))
        {
            if (type.IsForwarder && metadata.StringComparer.Equals(type.Name, name) && metadata.StringComparer.Equals(type.Namespace, space))
            {
                var next = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.Implementation);
                return InAssembly(metadata.GetString(next.Name), space, name, hops + 1);
            }
        }

        return null;
    }

    /// <summary>Whether a type or one of its bases has the member: by name and, for a method, by the number of its parameters.</summary>
    private bool IsThere((MetadataReader Metadata, TypeDefinition Type) at, MemberReference member, int hops)
    {
        var (metadata, type) = at;
        var name = agent.GetString(member.Name);
        var here = member.GetKind() == MemberReferenceKind.Field
            ? type.GetFields().Any(field => metadata.StringComparer.Equals(metadata.GetFieldDefinition(field).Name, name))
            : type.GetMethods().Select(metadata.GetMethodDefinition).Any(method =>
                metadata.StringComparer.Equals(method.Name, name) && Shape(metadata, method.Signature) == Shape(agent, member.Signature));
        return here || hops > MostHops || (!type.BaseType.IsNil && type.BaseType.Kind switch
        {
            HandleKind.TypeReference => Resolve(metadata, (TypeReferenceHandle)type.BaseType, 0) is { } known && IsThere(known, member, hops + 1),
            HandleKind.TypeDefinition => IsThere((metadata, metadata.GetTypeDefinition((TypeDefinitionHandle)type.BaseType)), member, hops + 1),
            HandleKind.TypeSpecification => true, // a generic base: what it has is not followed
            _ => false,
        });
    }

    private static (int TypeParameters, int Parameters) Shape(MetadataReader metadata, BlobHandle signature)
    {
        var blob = metadata.GetBlobReader(signature);
        var header = blob.ReadSignatureHeader();
        return (header.IsGeneric ? blob.ReadCompressedInteger() : 0, blob.ReadCompressedInteger());
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var reference = metadata.GetTypeReference(handle);
        var name = metadata.GetString(reference.Name);
        return reference.Namespace.IsNil ? name : $"{metadata.GetString(reference.Namespace)}.{name}";
    }
}
