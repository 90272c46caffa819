using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Il;
using Plumbline.Agent.Weaving;
using Root = Plumbline.Agent.Weaving.Root;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>
/// The places in a MoveNext where an invocation is suspended and where it ends. Found by what is called, on the type of the
/// machine's own builder, not by the shape of the code around it.
/// </summary>
internal sealed class MachineBody
{
    private readonly MetadataReader _metadata;
    private readonly List<Instruction> _code;

    public MachineBody(BodyModel body, IlBody code)
    {
        _metadata = body.Metadata;
        _code = code.Instructions;
        var machine = _metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(body.Token & 0xFFFFFF)).GetDeclaringType();
        Builder = FieldType(machine, "<>t__builder") ?? FieldType(machine, "$Builder");
        DisposeToken = FindDispose(machine);
        HasCurrent = FieldType(machine, "<>2__current") is not null;
        var promise = FieldType(machine, "<>v__promiseOfValueOrEnd");
        for (var i = 0; i < _code.Count; i++)
        {
            if (_code[i].Code is ILOpCode.Call or ILOpCode.Callvirt)
            {
                Add(i, promise);
            }
        }
    }

    /// <summary>Type of the field that builds the task; null for an iterator.</summary>
    public SignatureType? Builder { get; }

    /// <summary>The method of an iterator that ends it early; 0 where there is none.</summary>
    public int DisposeToken { get; }

    /// <summary>Whether the field that holds an iterator's item is where the C# compiler puts it.</summary>
    public bool HasCurrent { get; }

    /// <summary>Offsets of the calls that suspend.</summary>
    public List<int> Suspensions { get; } = [];

    /// <summary>Where the result is given, or an item of an async iterator.</summary>
    public List<MachineEnd> Results { get; } = [];

    /// <summary>Where the exception is given.</summary>
    public List<MachineEnd> Exceptions { get; } = [];

    private void Add(int index, SignatureType? promise)
    {
        var call = _code[index];
        var name = MemberNames.Of(_metadata, call.Token);
        var owner = MemberNames.OwnerOf(_metadata, call.Token);
        if (name is "AwaitOnCompleted" or "AwaitUnsafeOnCompleted" && IsOn(Builder, owner))
        {
            Suspensions.Add(call.Offset);
        }
        else if (name == "SetResult" && IsOn(promise ?? Builder, owner))
        {
            Results.Add(promise is null ? End(index, TypeArgument(Builder!)) : ItemOrEnd(index));
        }
        else if (name == "SetException" && IsOn(promise ?? Builder, owner))
        {
            Exceptions.Add(End(index, SignatureType.Of(ElementType.Object)));
        }
    }

    /// <summary>An async iterator says with a constant whether it goes on; where it is no constant, the value is looked at.</summary>
    private MachineEnd ItemOrEnd(int index) =>
        _code[index - 1].Code == ILOpCode.Ldc_i4_0 && Settled(index) is { } offset
            ? new MachineEnd(offset, null, null, MayGoOn: false)
            : new MachineEnd(_code[index].Offset, Root.Stack(0), SignatureType.Of(ElementType.Boolean), MayGoOn: true);

    /// <summary>
    /// The compiler sets hoisted locals to null between the end of the user's code and the call, so the hook stands in front
    /// of that: where the state becomes "done". The value is in a local then.
    /// </summary>
    private MachineEnd End(int index, SignatureType? type)
    {
        var local = type is null ? -1 : LoadedBefore(index);
        return (type is null || local >= 0) && Settled(index) is { } offset
            ? new MachineEnd(offset, local < 0 ? null : Root.Local(local), type, MayGoOn: false)
            : new MachineEnd(_code[index].Offset, type is null ? null : Root.Stack(0), type, MayGoOn: false);
    }

    private int LoadedBefore(int index) =>
        _code[index - 1] is { Code: (>= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3) or ILOpCode.Ldloc_s or ILOpCode.Ldloc } load ? load.LocalIndex : -1;

    /// <summary>Offset of the statement "state = -2" in front of a call; null where the code looks different.</summary>
    private int? Settled(int index)
    {
        const int Done = -2;
        for (var i = index - 1; i > 0; i--)
        {
            if (_code[i].Code == ILOpCode.Ldc_i4_s && _code[i].Value == Done && _code[i - 1].ArgumentIndex == 0)
            {
                return IsStateStored(i + 1) ? _code[i - 1].Offset : null;
            }

            if (_code[i].EndsBlock)
            {
                return null;
            }
        }

        return null;
    }

    private bool IsStateStored(int index)
    {
        // Visual Basic keeps a copy of the state in a local on the way.
        while (_code[index].Code == ILOpCode.Dup || _code[index].Code is (>= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3) or ILOpCode.Stloc_s)
        {
            index++;
        }

        return _code[index].Code == ILOpCode.Stfld && MemberNames.OfField(_metadata, _code[index].Token) is "<>1__state" or "$State";
    }

    private bool IsOn(SignatureType? field, string owner) =>
        field is not null && owner.Length > 0 && owner == MemberNames.OfType(_metadata, MetadataTokens.EntityHandle(field.TypeToken));

    private int FindDispose(TypeDefinitionHandle machine)
    {
        foreach (var handle in _metadata.GetTypeDefinition(machine).GetMethods())
        {
            var method = _metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress != 0
                && (_metadata.StringComparer.Equals(method.Name, "System.IDisposable.Dispose") || _metadata.StringComparer.Equals(method.Name, "Dispose")))
            {
                return MetadataTokens.GetToken(handle);
            }
        }

        return 0;
    }

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
