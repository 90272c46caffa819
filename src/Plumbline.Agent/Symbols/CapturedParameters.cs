using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Plumbline.Agent.Symbols;

/// <summary>
/// Finds parameters whose value lives on in a closure, so that the argument itself may be out of date. Where symbols name the
/// closure, it is read instead; optimised code often keeps it in no local at all. Then the argument is still right as long as
/// nothing but the copying at the start writes the closure's field, and that is what the IL is searched for.
/// </summary>
internal sealed class CapturedParameters(ModuleImage image)
{
    private const byte NewObject = 0x73;
    private const byte LoadFieldAddress = 0x7c;
    private const byte StoreField = 0x7d;

    private readonly ConcurrentDictionary<MethodDefinitionHandle, HashSet<string>> _byBody = new();
    private readonly MetadataReader _metadata = image.Metadata;

    /// <summary>Names of captured variables of a body that are written more than once.</summary>
    public HashSet<string> WrittenAfterCapture(MethodDefinitionHandle body) => _byBody.GetOrAdd(body, Find);

    private HashSet<string> Find(MethodDefinitionHandle body)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var outer = UserType(body);
        var closures = _metadata.GetTypeDefinition(outer).GetNestedTypes()
            .Where(type => CompiledName.IsDisplayClass(_metadata, _metadata.GetTypeDefinition(type)))
            .ToArray();
        if (closures.Length == 0)
        {
            return names;
        }

        try
        {
            using var file = ImageFile.Open(image);
            foreach (var closure in file is null ? [] : closures.Where(type => Creates(file, body, type)))
            {
                var writes = Bodies(outer).SelectMany(method => Tokens(file!, method, StoreField, LoadFieldAddress)).Select(FieldOf).ToArray();
                foreach (var field in _metadata.GetTypeDefinition(closure).GetFields())
                {
                    if (writes.Count(write => write == field) > 1)
                    {
                        names.Add(_metadata.GetString(_metadata.GetFieldDefinition(field).Name));
                    }
                }
            }
        }
        catch (Exception error) when (ModuleSymbols.IsDamage(error) || error is IOException or UnauthorizedAccessException)
        {
            // Without the IL nothing is known against the arguments.
            return names;
        }

        return names;
    }

    /// <summary>The type that the user wrote: around closures and state machines.</summary>
    private TypeDefinitionHandle UserType(MethodDefinitionHandle body)
    {
        var handle = _metadata.GetMethodDefinition(body).GetDeclaringType();
        for (var depth = 0; depth < 32; depth++)
        {
            var type = _metadata.GetTypeDefinition(handle);
            var isGenerated = CompiledName.IsClosureType(_metadata, type) || CompiledName.IsDisplayClass(_metadata, type)
                || StateMachineTypes.Is(_metadata, type);
            if (!isGenerated || type.GetDeclaringType().IsNil)
            {
                break;
            }

            handle = type.GetDeclaringType();
        }

        return handle;
    }

    /// <summary>Methods that may write a closure's fields: all of the type and of what the compiler nested in it.</summary>
    private IEnumerable<MethodDefinitionHandle> Bodies(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        foreach (var method in type.GetMethods())
        {
            yield return method;
        }

        foreach (var nested in type.GetNestedTypes())
        {
            var inner = _metadata.GetTypeDefinition(nested);
            if (CompiledName.IsClosureType(_metadata, inner) || CompiledName.IsDisplayClass(_metadata, inner) || StateMachineTypes.Is(_metadata, inner))
            {
                foreach (var method in Bodies(nested))
                {
                    yield return method;
                }
            }
        }
    }

    private bool Creates(PEReader file, MethodDefinitionHandle body, TypeDefinitionHandle closure) =>
        Tokens(file, body, NewObject, NewObject).Any(token => OwnerOf(token) == closure);

    /// <summary>
    /// Tokens that follow one of two opcodes, at any byte: a false find needs an operand that looks like both, and costs no
    /// more than a variable that is not shown.
    /// </summary>
    private List<int> Tokens(PEReader file, MethodDefinitionHandle method, byte first, byte second)
    {
        var tokens = new List<int>();
        var address = _metadata.GetMethodDefinition(method).RelativeVirtualAddress;
        ReadOnlySpan<byte> il = address == 0 ? [] : file.GetMethodBody(address).GetILBytes();
        for (var i = 0; i + 5 <= il.Length; i++)
        {
            if (il[i] == first || il[i] == second)
            {
                tokens.Add(BinaryPrimitives.ReadInt32LittleEndian(il[(i + 1)..]));
            }
        }

        return tokens;
    }

    private TypeDefinitionHandle OwnerOf(int token)
    {
        var row = token & 0xffffff;
        return (token >>> 24) switch
        {
            0x06 when row > 0 && row <= _metadata.MethodDefinitions.Count =>
                _metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(row)).GetDeclaringType(),
            0x0a when row > 0 && row <= _metadata.MemberReferences.Count => OwnerOf(Reference(row)),
            _ => default,
        };
    }

    private FieldDefinitionHandle FieldOf(int token)
    {
        var row = token & 0xffffff;
        if (token >>> 24 == 0x04)
        {
            return MetadataTokens.FieldDefinitionHandle(row);
        }

        if (token >>> 24 != 0x0a || row == 0 || row > _metadata.MemberReferences.Count || OwnerOf(Reference(row)) is not { IsNil: false } owner)
        {
            return default;
        }

        var name = _metadata.GetString(Reference(row).Name);
        return _metadata.GetTypeDefinition(owner).GetFields()
            .FirstOrDefault(field => _metadata.StringComparer.Equals(_metadata.GetFieldDefinition(field).Name, name));
    }

    private MemberReference Reference(int row) => _metadata.GetMemberReference(MetadataTokens.MemberReferenceHandle(row));

    /// <summary>Members of generic closures are named through an instantiation.</summary>
    private TypeDefinitionHandle OwnerOf(MemberReference member) => member.Parent.Kind == HandleKind.TypeSpecification
        ? TypeBlob.Definition(_metadata.GetBlobBytes(_metadata.GetTypeSpecification((TypeSpecificationHandle)member.Parent).Signature), out _)
        : default;
}
