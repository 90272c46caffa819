using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Plumbline.Agent.Il;

/// <summary>
/// One instruction, or one prefix, of a body. Branches and clauses refer to instructions by reference, so an instruction keeps its
/// identity when others are inserted around it or when its opcode is changed.
/// </summary>
internal sealed partial class Instruction
{
    public const int Inserted = -1;

    public Instruction(OpCode opCode, long value = 0, int offset = Inserted)
    {
        OpCode = opCode;
        Value = value;
        Offset = offset;
    }

    public OpCode OpCode { get; set; }

    /// <summary>Offset in the original code; <see cref="Inserted"/> for an instruction that the original does not have.</summary>
    public int Offset { get; }

    /// <summary>
    /// The operand: integer, metadata token, variable index, or the bits of a float (<see cref="BitConverter.Int32BitsToSingle"/> of the
    /// low half for ldc.r4, <see cref="BitConverter.Int64BitsToDouble"/> for ldc.r8). Of no meaning for branches.
    /// </summary>
    public long Value { get; set; }

    /// <summary>Where a branch goes.</summary>
    public Instruction? Target { get; set; }

    /// <summary>Where a switch goes.</summary>
    public Instruction[]? Targets { get; set; }

    /// <summary>
    /// For an inserted instruction: whether stack traces show it with the line of the original instruction before it. By default
    /// it shows as the original instruction that follows, as a probe in front of a line should.
    /// </summary>
    public bool MapsToPrevious { get; set; }

    public bool IsInserted => Offset < 0;

    /// <summary>Place in the list, valid from <see cref="IlBody.Number"/> until the next edit.</summary>
    internal int Index { get; set; } = -1;

    /// <summary>The opcode as a constant that `switch` understands.</summary>
    public ILOpCode Code => (ILOpCode)(ushort)OpCode.Value;

    public int Token => (int)Value;

    public bool IsPrefix => OpCode.OpCodeType == OpCodeType.Prefix;

    public bool IsBranch => OpCode.OperandType is OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget;

    public bool IsSwitch => OpCode.OperandType == OperandType.InlineSwitch;

    /// <summary>Whether control never goes on to the next instruction (`jmp` included).</summary>
    public bool EndsBlock => OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw || Code == ILOpCode.Jmp;

    /// <summary>Index of the local that is read, written or whose address is taken, in any form; else -1.</summary>
    public int LocalIndex => Code switch
    {
        >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3 => Code - ILOpCode.Ldloc_0,
        >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3 => Code - ILOpCode.Stloc_0,
        ILOpCode.Ldloc_s or ILOpCode.Ldloc or ILOpCode.Ldloca_s or ILOpCode.Ldloca or ILOpCode.Stloc_s or ILOpCode.Stloc => (int)Value,
        _ => -1,
    };

    /// <summary>Index of the argument (`this` is 0) that is read, written or whose address is taken, in any form; else -1.</summary>
    public int ArgumentIndex => Code switch
    {
        >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3 => Code - ILOpCode.Ldarg_0,
        ILOpCode.Ldarg_s or ILOpCode.Ldarg or ILOpCode.Ldarga_s or ILOpCode.Ldarga or ILOpCode.Starg_s or ILOpCode.Starg => (int)Value,
        _ => -1,
    };

    /// <summary>Turns this into another instruction: its offset, and all that points at it, stay.</summary>
    public void Become(Instruction other)
    {
        OpCode = other.OpCode;
        Value = other.Value;
        Target = other.Target;
        Targets = other.Targets;
    }

    public override string ToString()
    {
        var operand = OpCode.OperandType switch
        {
            OperandType.InlineNone => "",
            OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget => $" IL_{Target?.Offset:x4}",
            OperandType.InlineSwitch => $" ({Targets?.Length})",
            _ => $" 0x{Value:x}",
        };
        return $"IL_{Offset:x4} {OpCode.Name}{operand}";
    }
}
