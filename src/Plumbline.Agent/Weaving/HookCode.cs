using System.Reflection.Emit;
using System.Reflection.Metadata;
using Plumbline.Agent.Il;
using SignatureKind = Plumbline.Agent.Il.SignatureKind;

namespace Plumbline.Agent.Weaving;

/// <summary>
/// Writes the instructions of one hook. The gate comes first, so that a closed hook costs a read and a branch. Values that have
/// no fixed size are copied into temporaries and passed by address: the user's own variables never have their address taken, so
/// they stay in registers.
/// </summary>
internal sealed class HookCode(MethodFrame frame, Temporaries temporaries, ModuleTokens tokens)
{
    private readonly List<Instruction> _code = [];
    private readonly List<byte[]> _parameters = [];
    private int[] _spilled = [];
    private SignatureType[] _stack = [];

    /// <summary>Most values that a hook has on the stack above what was there.</summary>
    public int Depth => _parameters.Count + 2;

    /// <param name="hook">What to call.</param>
    /// <param name="slot">Local of the hook's ticket, or -1.</param>
    /// <param name="exception">Local that holds the exception, or -1.</param>
    /// <param name="stack">What is on the evaluation stack where the hook stands, bottom first.</param>
    /// <param name="after">Where control goes on.</param>
    public List<Instruction> Write(Hook hook, int slot, int exception, SignatureType[] stack, Instruction after)
    {
        temporaries.Restart();
        _stack = stack;
        WriteGuard(hook, slot, after);
        Spill(hook);
        if (hook.PassesTypeVariables)
        {
            PassTypeVariables();
        }

        if (hook.Cell >= 0)
        {
            Pass(Instruction.LdcI4(hook.Cell), (byte)ElementType.I4);
        }

        if (hook.Use is TicketUse.Pass or TicketUse.Take)
        {
            Pass(Instruction.LdLoc(slot), (byte)hook.Ticket!.Element);
        }

        if (exception >= 0)
        {
            Pass(Instruction.LdLoc(exception), (byte)ElementType.Object);
        }

        foreach (var root in hook.Roots)
        {
            Pass(root);
        }

        WriteCall(hook, slot);
        Reload();
        return _code;
    }

    private void WriteGuard(Hook hook, int slot, Instruction after)
    {
        if (hook.Gate != 0)
        {
            _code.Add(Instruction.LdcI8(hook.Gate));
            _code.Add(Instruction.Of(OpCodes.Conv_U));
            _code.Add(Instruction.Of(OpCodes.Volatile));
            _code.Add(Instruction.Of(OpCodes.Ldind_U1));
            _code.Add(Instruction.BrFalse(after));
        }

        if (hook.Use is TicketUse.Pass or TicketUse.Take)
        {
            _code.Add(Instruction.LdLoc(slot));
            _code.Add(Instruction.BrFalse(after));
        }
    }

    private void WriteCall(Hook hook, int slot)
    {
        var result = hook.Use == TicketUse.Store ? hook.Ticket!.Element : ElementType.Void;
        _code.Add(Instruction.LdcI8(hook.Thunk));
        _code.Add(Instruction.Of(OpCodes.Conv_I));
        _code.Add(Instruction.Calli(tokens.StandAloneSignature(CallSignature(result))));
        if (hook.Use == TicketUse.Store)
        {
            _code.Add(Instruction.StLoc(slot));
        }
        else if (hook.Use == TicketUse.Take)
        {
            _code.AddRange(Empty(hook.Ticket!, slot));
        }
    }

    /// <summary>Instructions that empty a ticket's local.</summary>
    public static Instruction[] Empty(TicketSlot ticket, int slot) => ticket.Element == ElementType.I8
        ? [Instruction.LdcI4(0), Instruction.Of(OpCodes.Conv_I8), Instruction.StLoc(slot)]
        : [Instruction.Of(OpCodes.Ldnull), Instruction.StLoc(slot)];

    private byte[] CallSignature(ElementType result)
    {
        var blob = new BlobBuilder();
        blob.WriteByte(0);
        blob.WriteCompressedInteger(_parameters.Count);
        blob.WriteByte((byte)result);
        foreach (var parameter in _parameters)
        {
            blob.WriteBytes(parameter);
        }

        return blob.ToArray();
    }

    private void Spill(Hook hook)
    {
        // Counted from the top, as roots are.
        var passed = hook.Roots.Where(root => root.Kind == RootKind.Stack).Select(root => root.Index).ToHashSet();
        _spilled = new int[_stack.Length];
        for (var i = _stack.Length - 1; i >= 0; i--)
        {
            _spilled[i] = temporaries.Take(_stack[i].Bare, hasAddress: passed.Contains(_stack.Length - 1 - i));
            _code.Add(Instruction.StLoc(_spilled[i]));
        }
    }

    private void Reload()
    {
        foreach (var local in _spilled)
        {
            _code.Add(Instruction.LdLoc(local));
        }
    }

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
