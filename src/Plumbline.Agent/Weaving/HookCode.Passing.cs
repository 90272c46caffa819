using System.Reflection.Emit;
using System.Reflection.Metadata;
using Plumbline.Agent.Il;
using SignatureKind = Plumbline.Agent.Il.SignatureKind;

namespace Plumbline.Agent.Weaving;

internal sealed partial class HookCode
{
    private void PassTypeVariables()
    {
        var handle = new BlobBuilder();
        handle.WriteByte((byte)ElementType.ValueType);
        handle.WriteCompressedInteger(CodedIndex(tokens.RuntimeTypeHandle()));
        var parameter = handle.ToArray();
        for (var i = 0; i < frame.TypeVariables + frame.MethodVariables; i++)
        {
            var spec = i < frame.TypeVariables
                ? tokens.TypeVariable(ElementType.TypeVariable, i)
                : tokens.TypeVariable(ElementType.MethodTypeVariable, i - frame.TypeVariables);
            _parameters.Add(parameter);
            _code.Add(Instruction.Of(OpCodes.Ldtoken, spec));
        }
    }

    /// <summary>TypeDefOrRef as signatures encode it (ECMA-335 II.23.2.8).</summary>
    private static int CodedIndex(int token) => ((token & 0xFFFFFF) << 2) | (token >>> 24 == 0x01 ? 1 : 0);

    private void Pass(Root root)
    {
        var type = TypeOf(root);
        var load = root.Kind switch
        {
            RootKind.Argument => Instruction.LdArg(root.Index),
            RootKind.Local => Instruction.LdLoc(root.Index),
            _ => Instruction.LdLoc(_spilled[^(root.Index + 1)]),
        };
        switch (type.Kind)
        {
            case SignatureKind.Primitive:
                Pass(load, (byte)type.Element);
                break;
            case SignatureKind.Pointer:
                Pass(load, (byte)ElementType.I);
                break;
            case SignatureKind.Reference:
                Pass(load, (byte)ElementType.Object);
                break;
            case SignatureKind.ByRef:
                Pass(load, (byte)ElementType.ByRef, (byte)ElementType.U1);
                break;
            case SignatureKind.Value or SignatureKind.TypeVariable:
                PassCopy(root, load, type);
                break;
            default:
                throw new WeaveException($"a variable of kind {type.Kind} can't be passed");
        }
    }

    private void PassCopy(Root root, Instruction load, SignatureType type)
    {
        // A value that was spilled is a copy already.
        var copy = root.Kind == RootKind.Stack ? _spilled[^(root.Index + 1)] : temporaries.Take(type.Bare, hasAddress: true);
        if (root.Kind != RootKind.Stack)
        {
            _code.Add(load);
            _code.Add(Instruction.StLoc(copy));
        }

        Pass(Instruction.LdLoca(copy), (byte)ElementType.ByRef, (byte)ElementType.U1);
    }

    private void Pass(Instruction load, params byte[] parameter)
    {
        _code.Add(load);
        _parameters.Add(parameter);
    }

    private SignatureType TypeOf(Root root) => root.Kind switch
    {
        RootKind.Argument => frame.Arguments[root.Index],
        RootKind.Local => frame.Locals.Locals[root.Index],
        _ => _stack[^(root.Index + 1)],
    };
}
