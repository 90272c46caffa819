using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Il;
using Plumbline.Agent.Weaving;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>
/// The places in a MoveNext where an invocation is suspended and where it ends. Found by what is called, on the type of the
/// machine's own builder, not by the shape of the code around it.
/// </summary>
internal sealed class MachineBody
{
    private readonly MetadataReader _metadata;

    public MachineBody(BodyModel body, IlBody code)
    {
        _metadata = body.Metadata;
        var machine = _metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(body.Token & 0xFFFFFF)).GetDeclaringType();
        Builder = FieldType(machine, "<>t__builder") ?? FieldType(machine, "$Builder");
        var promise = FieldType(machine, "<>v__promiseOfValueOrEnd");
        foreach (var instruction in code.Instructions.Where(i => i.Code is ILOpCode.Call or ILOpCode.Callvirt))
        {
            Add(instruction, promise);
        }
    }

    /// <summary>Type of the field that builds the task; null for an iterator.</summary>
    public SignatureType? Builder { get; }

    /// <summary>Offsets of the calls that suspend.</summary>
    public List<int> Suspensions { get; } = [];

    /// <summary>Offsets of the calls that give the result, or an item of an async iterator.</summary>
    public List<int> Results { get; } = [];

    /// <summary>Offsets of the calls that give the exception.</summary>
    public List<int> Exceptions { get; } = [];

    /// <summary>Type of the result on the stack before a call in <see cref="Results"/>; null where nothing is returned.</summary>
    public SignatureType? Result { get; private set; }

    private void Add(Instruction call, SignatureType? promise)
    {
        var name = MemberNames.Of(_metadata, call.Token);
        var owner = MemberNames.OwnerOf(_metadata, call.Token);
        if (name is "AwaitOnCompleted" or "AwaitUnsafeOnCompleted" && IsOn(Builder, owner))
        {
            Suspensions.Add(call.Offset);
        }
        else if (name == "SetResult" && IsOn(promise ?? Builder, owner))
        {
            Results.Add(call.Offset);
            Result = promise is not null ? SignatureType.Of(ElementType.Boolean) : TypeArgument(Builder!);
        }
        else if (name == "SetException" && IsOn(promise ?? Builder, owner))
        {
            Exceptions.Add(call.Offset);
        }
    }

    private bool IsOn(SignatureType? field, string owner) =>
        field is not null && owner.Length > 0 && owner == MemberNames.OfType(_metadata, MetadataTokens.EntityHandle(field.TypeToken));

    private SignatureType? FieldType(TypeDefinitionHandle type, string name)
    {
        foreach (var handle in _metadata.GetTypeDefinition(type).GetFields())
        {
            var field = _metadata.GetFieldDefinition(handle);
            if (_metadata.StringComparer.Equals(field.Name, name))
            {
                return SignatureType.Parse(_metadata.GetBlobBytes(field.Signature).AsSpan(1));
            }
        }

        return null;
    }

    /// <summary>The one type argument of a generic instance.</summary>
    private static SignatureType? TypeArgument(SignatureType type)
    {
        if (type.Element != ElementType.GenericInstance)
        {
            return null;
        }

        // GENERICINST, class or value type, token, count, arguments.
        var scanner = new SignatureScanner(type.Bare.AsSpan(2));
        scanner.ReadTypeToken();
        scanner.ReadCount();
        return SignatureType.Parse(type.Bare.AsSpan(2 + scanner.Position));
    }
}
