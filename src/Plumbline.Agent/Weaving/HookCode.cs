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
internal sealed partial class HookCode(MethodFrame frame, Temporaries temporaries, ModuleTokens tokens)
{
    /// <summary>Values on the stack where a thunk is asked for with its limit.</summary>
    private const int FindDepth = 5;

    private readonly List<Instruction> _code = [];
    private readonly List<byte[]> _parameters = [];
    private int[] _spilled = [];
    private SignatureType[] _stack = [];

    /// <summary>Most values that a hook has on the stack above what was there.</summary>
    public int Depth => Math.Max(_parameters.Count + 2, Math.Max(FindDepth, CountCode.Depth));

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
        if (hook.Clock != 0 && hook.Use == TicketUse.Store)
        {
            WriteStamp(hook, slot);
            return _code;
        }

        Spill(hook);
        var done = Instruction.Nop();
        var found = hook.Lazy < 0 ? -1 : WriteFind(hook, slot, done);
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

        WriteCall(hook, slot, found);
        if (found >= 0)
        {
            _code.Add(done);
        }

        if (hook.Use == TicketUse.Take)
        {
            _code.AddRange(Empty(hook.Ticket!, slot));
        }

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
            if (hook.Clock != 0)
            {
                _code.Add(Instruction.LdLoc(slot));
                AddClock(hook);
                _code.Add(Instruction.Branch(OpCodes.Beq_S, after));
            }
        }
        else if (hook.Use == TicketUse.Once)
        {
            _code.Add(Instruction.LdLoc(slot));
            _code.Add(Instruction.BrTrue(after));
            _code.Add(Instruction.LdcI4(1));
            _code.Add(Instruction.StLoc(slot));
        }
    }

    private void WriteStamp(Hook hook, int slot)
    {
        if (hook.Counter != 0)
        {
            _code.AddRange(CountCode.Write(hook.Counter, temporaries.Take([(byte)ElementType.I4], hasAddress: true)));
        }

        AddClock(hook);
        _code.Add(Instruction.StLoc(slot));
    }

    private void AddClock(Hook hook)
    {
        _code.Add(Instruction.LdcI8(hook.Clock));
        _code.Add(Instruction.Of(OpCodes.Conv_I));
        _code.Add(Instruction.Of(OpCodes.Ldind_I8));
    }

    /// <summary>Asks for the thunk, and goes on where there is none.</summary>
    /// <returns>The local that holds its address.</returns>
    private int WriteFind(Hook hook, int slot, Instruction done)
    {
        var found = temporaries.Take([(byte)ElementType.I], hasAddress: false);
        List<byte> parameters = [(byte)ElementType.I4];
        _code.Add(Instruction.LdcI4(hook.Lazy));
        if (hook.Limit is { } limit)
        {
            parameters.AddRange([(byte)ElementType.I4, (byte)ElementType.I8, (byte)ElementType.I8]);
            _code.Add(Instruction.LdcI4(limit.Counter));
            _code.Add(Instruction.LdLoc(slot));
            _code.Add(Instruction.LdcI8(limit.Ticks));
        }

        _code.Add(Instruction.LdcI8(hook.Thunk));
        _code.Add(Instruction.Of(OpCodes.Conv_I));
        _code.Add(Instruction.Calli(tokens.StandAloneSignature([0, (byte)parameters.Count, (byte)ElementType.I, .. parameters])));
        _code.Add(Instruction.StLoc(found));
        _code.Add(Instruction.LdLoc(found));
        _code.Add(Instruction.BrFalse(done));
        return found;
    }

    private void WriteCall(Hook hook, int slot, int found)
    {
        var result = hook.Use == TicketUse.Store ? hook.Ticket!.Element : ElementType.Void;
        if (found >= 0)
        {
            _code.Add(Instruction.LdLoc(found));
        }
        else
        {
            _code.Add(Instruction.LdcI8(hook.Thunk));
            _code.Add(Instruction.Of(OpCodes.Conv_I));
        }

        _code.Add(Instruction.Calli(tokens.StandAloneSignature(CallSignature(result))));
        if (hook.Use == TicketUse.Store)
        {
            _code.Add(Instruction.StLoc(slot));
        }
    }

    /// <summary>Instructions that empty a ticket's local.</summary>
    public static Instruction[] Empty(TicketSlot ticket, int slot) => ticket.Element switch
    {
        ElementType.I8 => [Instruction.LdcI4(0), Instruction.Of(OpCodes.Conv_I8), Instruction.StLoc(slot)],
        ElementType.I4 => [Instruction.LdcI4(0), Instruction.StLoc(slot)],
        _ => [Instruction.Of(OpCodes.Ldnull), Instruction.StLoc(slot)],
    };

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
}
