using System.Reflection.Emit;

namespace Plumbline.Agent.Il;

/// <summary>Makers of what a weaver inserts; each picks the shortest form. Branches start short, the writer widens them where needed.</summary>
internal sealed partial class Instruction
{
    public static Instruction Of(OpCode opCode) => new(opCode);

    public static Instruction Of(OpCode opCode, int token) => new(opCode, token);

    public static Instruction Nop() => new(OpCodes.Nop);

    public static Instruction LdcI4(int value) => value switch
    {
        -1 => new(OpCodes.Ldc_I4_M1),
        0 => new(OpCodes.Ldc_I4_0),
        1 => new(OpCodes.Ldc_I4_1),
        >= sbyte.MinValue and <= sbyte.MaxValue => new(OpCodes.Ldc_I4_S, value),
        _ => new(OpCodes.Ldc_I4, value),
    };

    public static Instruction LdcI8(long value) => new(OpCodes.Ldc_I8, value);

    public static Instruction Calli(int standAloneSignatureToken) => new(OpCodes.Calli, standAloneSignatureToken);

    public static Instruction Branch(OpCode opCode, Instruction target) => new(opCode) { Target = target };

    public static Instruction Br(Instruction target) => Branch(OpCodes.Br_S, target);

    public static Instruction BrFalse(Instruction target) => Branch(OpCodes.Brfalse_S, target);

    public static Instruction BrTrue(Instruction target) => Branch(OpCodes.Brtrue_S, target);

    public static Instruction Leave(Instruction target) => Branch(OpCodes.Leave_S, target);

    public static Instruction Ret() => new(OpCodes.Ret);

    public static Instruction Switch(params Instruction[] targets) => new(OpCodes.Switch) { Targets = targets };

    public static Instruction LdLoc(int index) => index switch
    {
        0 => new(OpCodes.Ldloc_0),
        1 => new(OpCodes.Ldloc_1),
        2 => new(OpCodes.Ldloc_2),
        3 => new(OpCodes.Ldloc_3),
        _ => Variable(OpCodes.Ldloc_S, OpCodes.Ldloc, index),
    };

    public static Instruction StLoc(int index) => index switch
    {
        0 => new(OpCodes.Stloc_0),
        1 => new(OpCodes.Stloc_1),
        2 => new(OpCodes.Stloc_2),
        3 => new(OpCodes.Stloc_3),
        _ => Variable(OpCodes.Stloc_S, OpCodes.Stloc, index),
    };

    public static Instruction LdLoca(int index) => Variable(OpCodes.Ldloca_S, OpCodes.Ldloca, index);

    /// <param name="index">`this` is 0 in an instance method.</param>
    public static Instruction LdArg(int index) => index switch
    {
        0 => new(OpCodes.Ldarg_0),
        1 => new(OpCodes.Ldarg_1),
        2 => new(OpCodes.Ldarg_2),
        3 => new(OpCodes.Ldarg_3),
        _ => Variable(OpCodes.Ldarg_S, OpCodes.Ldarg, index),
    };

    public static Instruction LdArga(int index) => Variable(OpCodes.Ldarga_S, OpCodes.Ldarga, index);

    public static Instruction StArg(int index) => Variable(OpCodes.Starg_S, OpCodes.Starg, index);

    private static Instruction Variable(OpCode shortForm, OpCode longForm, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, ushort.MaxValue);
        return new(index <= byte.MaxValue ? shortForm : longForm, index);
    }
}
