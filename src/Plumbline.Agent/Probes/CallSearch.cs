using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Il;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;

namespace Plumbline.Agent.Probes;

/// <summary>
/// Whether a method calls another, itself or through methods of its own module: only then can the compiler have put the one into the
/// other. The runtime tells which callers it compiled again, but not for the sake of which method.
/// </summary>
internal sealed class CallSearch(CodePatcher patcher)
{
    /// <summary>The compiler does not inline deeper, nor is it worth to read more.</summary>
    private const int MostBodies = 100;

    /// <param name="calls">Names as <see cref="NameOf(MetadataReader, MethodDefinitionHandle)"/> gives them.</param>
    public bool Reaches(ModuleImage image, int caller, IReadOnlySet<string> calls)
    {
        var seen = new HashSet<int> { caller };
        var next = new Queue<int>(seen);
        while (next.TryDequeue(out var method) && seen.Count <= MostBodies)
        {
            foreach (var token in CallsIn(image, method))
            {
                var handle = Called(image.Metadata, token);
                if (NameOf(image.Metadata, handle) is { } name && calls.Contains(name))
                {
                    return true;
                }

                if (handle.Kind == HandleKind.MethodDefinition && seen.Add(MetadataTokens.GetToken(handle)))
                {
                    next.Enqueue(MetadataTokens.GetToken(handle));
                }
            }
        }

        return false;
    }

    /// <summary>Type and method without namespace and parameters, as compiled.</summary>
    public static string NameOf(MetadataReader metadata, MethodDefinitionHandle handle)
    {
        var method = metadata.GetMethodDefinition(handle);
        return metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name) + "." + metadata.GetString(method.Name);
    }

    private static string? NameOf(MetadataReader metadata, EntityHandle called)
    {
        if (called.Kind == HandleKind.MethodDefinition)
        {
            return NameOf(metadata, (MethodDefinitionHandle)called);
        }

        if (called.Kind != HandleKind.MemberReference)
        {
            return null;
        }

        var member = metadata.GetMemberReference((MemberReferenceHandle)called);
        var owner = member.Parent.Kind == HandleKind.TypeSpecification ? GenericOf(metadata, (TypeSpecificationHandle)member.Parent) : member.Parent;
        return owner.Kind switch
        {
            HandleKind.TypeReference => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)owner).Name) + "." + metadata.GetString(member.Name),
            HandleKind.TypeDefinition => metadata.GetString(metadata.GetTypeDefinition((TypeDefinitionHandle)owner).Name) + "." + metadata.GetString(member.Name),
            _ => null,
        };
    }

    /// <summary>The open type of an instantiation.</summary>
    private static EntityHandle GenericOf(MetadataReader metadata, TypeSpecificationHandle handle)
    {
        var blob = metadata.GetBlobReader(metadata.GetTypeSpecification(handle).Signature);
        if (blob.RemainingBytes < 3 || blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return default(TypeDefinitionHandle);
        }

        blob.ReadByte();
        return blob.ReadTypeHandle();
    }

    private static EntityHandle Called(MetadataReader metadata, int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        return handle.Kind == HandleKind.MethodSpecification
            && MetadataTokens.GetRowNumber(handle) <= metadata.GetTableRowCount(TableIndex.MethodSpec)
            ? metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method
            : handle;
    }

    private int[] CallsIn(ModuleImage image, int method)
    {
        try
        {
            return
            [
                .. patcher.Module(image).Body(method).Parse().Instructions
                    .Where(instruction => instruction.OpCode.OperandType == OperandType.InlineMethod)
                    .Select(instruction => (int)instruction.Value),
            ];
        }
        catch (Exception fault) when (fault is WeaveException or BadIlException or Native.ProfilerException or BadImageFormatException)
        {
            // Abstract, native, or made of what is no IL: it calls nothing that could be inlined.
            return [];
        }
    }
}
