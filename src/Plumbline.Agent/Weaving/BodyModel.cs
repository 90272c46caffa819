using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Il;

namespace Plumbline.Agent.Weaving;

/// <summary>A method body as it is in the image, ready to be woven any number of times.</summary>
internal sealed class BodyModel
{
    private readonly byte[] _bytes;
    private readonly ModuleTokens _tokens;
    private readonly ITokenSignatures _signatures;
    private readonly MethodShape _shape;

    /// <param name="metadata">Metadata of the module.</param>
    /// <param name="token">Token of the method.</param>
    /// <param name="bytes">The body with its header.</param>
    /// <param name="tokens">Where new tokens of the module come from.</param>
    /// <param name="signatures">Meaning of all tokens of the module, new ones included.</param>
    public BodyModel(MetadataReader metadata, int token, byte[] bytes, ModuleTokens tokens, ITokenSignatures signatures)
    {
        var method = metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(token & 0xFFFFFF));
        var declaring = metadata.GetTypeDefinition(method.GetDeclaringType());
        var signature = MethodSignature.Parse(metadata.GetBlobBytes(method.Signature));
        Token = token;
        _bytes = bytes;
        _tokens = tokens;
        _signatures = signatures;
        _shape = new MethodShape(signature, IsValueType(metadata, declaring), declaring.GetGenericParameters().Count);
        IsConstructor = metadata.StringComparer.Equals(method.Name, ".ctor");
        TypeVariables = declaring.GetGenericParameters().Count;
        MethodVariables = signature.GenericArity;
        Metadata = metadata;
    }

    public MetadataReader Metadata { get; }

    public int Token { get; }

    /// <summary>Meaning of the tokens of its module.</summary>
    public ITokenSignatures Signatures => _signatures;

    public bool IsConstructor { get; }

    /// <summary>Type variables of the declaring type; in metadata they include those of the types around it.</summary>
    public int TypeVariables { get; }

    public int MethodVariables { get; }

    public bool IsGeneric => TypeVariables + MethodVariables > 0;

    public ReadOnlySpan<byte> Original => _bytes;

    public IlBody Parse() => BodyReader.Read(_bytes);

    /// <summary>The variables of the body before anything is woven into it.</summary>
    public MethodFrame Frame(IlBody body)
    {
        var arguments = new List<SignatureType>();
        if (_shape.Signature.HasThis)
        {
            arguments.Add(_shape.ThisIsByRef ? MethodFrame.ThisOfStruct : MethodFrame.ThisOfClass);
        }

        arguments.AddRange(_shape.Signature.Parameters);
        var locals = body.LocalSignatureToken == 0
            ? new LocalSignature()
            : _signatures.Locals(body.LocalSignatureToken) ?? throw new WeaveException("the signature of its locals can't be read");
        return new MethodFrame(arguments, locals, _shape.Signature.ReturnType, TypeVariables, MethodVariables);
    }

    /// <summary>Weaves hooks into a copy of the body.</summary>
    /// <exception cref="WeaveException">A hook can't stand in this body, or the result would not pass the verifier.</exception>
    public WrittenBody Weave(IReadOnlyList<Hook> hooks)
    {
        try
        {
            var body = Parse();
            var walk = StackWalk.Run(body, _signatures, _shape);
            new Weaver(body, Frame(body), _tokens, Stacks(body, walk)).Weave(hooks, First(body, walk));
            RequireOriginal(body);
            var written = BodyWriter.Write(body);
            return BodyVerifier.Verify(written.Bytes, _signatures, _shape) is { } violation
                ? throw new WeaveException($"the rewritten body failed verification ({violation})")
                : written;
        }
        catch (BadIlException fault)
        {
            throw new WeaveException($"its body can't be read: {fault.Message}");
        }
    }

    /// <summary>
    /// SAFETY: every instruction of the original is still there, in its order, with its operand; only returns may have become leaves.
    /// </summary>
    private void RequireOriginal(IlBody woven)
    {
        var kept = woven.Instructions.Where(instruction => !instruction.IsInserted).ToList();
        var original = Parse().Instructions;
        var same = kept.Count == original.Count && kept.Zip(original).All(pair =>
            pair.First.Offset == pair.Second.Offset
            && ((pair.First.OpCode == pair.Second.OpCode && pair.First.Value == pair.Second.Value) || pair.Second.Code == ILOpCode.Ret));
        if (!same)
        {
            throw new WeaveException("the rewritten body does not hold the original code");
        }
    }

    /// <summary>The stack before each original instruction, worked out before the body is edited.</summary>
    private static Func<Instruction, SignatureType[]?> Stacks(IlBody body, StackWalk walk)
    {
        var states = new Dictionary<int, StackState?>(body.Instructions.Count);
        foreach (var instruction in body.Instructions)
        {
            states[instruction.Offset] = walk.Before(instruction);
        }

        return instruction => Spillable(states[instruction.Offset], walk.Violation);
    }

    /// <returns>Null where no path leads.</returns>
    private static SignatureType[]? Spillable(StackState? state, Violation? violation)
    {
        if (state is null)
        {
            return violation is null ? null : throw new WeaveException($"its stack can't be followed: {violation}");
        }

        return Array.ConvertAll(state.ToArray(), type => type.LocalBlob is { } blob
            ? SignatureType.Parse(blob)
            : throw new WeaveException("a value on the evaluation stack has a type that is not known"));
    }

    /// <summary>Where entry hooks stand. In a constructor: after the call of another constructor of this or the base class.</summary>
    private Instruction First(IlBody body, StackWalk walk)
    {
        if (!IsConstructor || _shape.ThisIsByRef)
        {
            return body.Instructions[0];
        }

        for (var i = 0; i < body.Instructions.Count - 1; i++)
        {
            var next = body.Instructions[i + 1];
            if (body.Instructions[i].Code == ILOpCode.Call && MemberNames.Of(Metadata, body.Instructions[i].Token) == ".ctor"
                && walk.Before(next) is { IsEmpty: true })
            {
                return next;
            }
        }

        return body.Instructions[0];
    }

    private static bool IsValueType(MetadataReader metadata, TypeDefinition type)
    {
        var name = MemberNames.OfType(metadata, type.BaseType);
        return name is "System.ValueType" || (name is "System.Enum");
    }
}
