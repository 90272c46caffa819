using System.Reflection.Emit;
using Plumbline.Agent.Facts;
using Plumbline.Agent.Il;

namespace Plumbline.Agent.Weaving;

/// <summary>Woven code that counts a call as <see cref="CallCells"/> does: it finds the thread's row by where its stack lies.</summary>
internal static class CountCode
{
    /// <summary>Values that it has on the stack at most.</summary>
    public const int Depth = 4;

    /// <param name="counter">Address of the counter's cell in the first row.</param>
    /// <param name="here">A local whose address tells the stack.</param>
    public static Instruction[] Write(nint counter, int here) =>
    [
        Instruction.LdLoca(here),
        Instruction.Of(OpCodes.Conv_U),
        Instruction.Of(OpCodes.Conv_U8),
        Instruction.LdcI4(CallCells.StackBits),
        Instruction.Of(OpCodes.Shr_Un),
        Instruction.LdcI8(CallCells.Spread),
        Instruction.Of(OpCodes.Mul),
        Instruction.LdcI4(64 - CallCells.RowBits),
        Instruction.Of(OpCodes.Shr_Un),
        Instruction.LdcI4(CallCells.StrideBits),
        Instruction.Of(OpCodes.Shl),
        Instruction.LdcI8(counter),
        Instruction.Of(OpCodes.Add),
        Instruction.Of(OpCodes.Conv_I),
        Instruction.Of(OpCodes.Dup),
        Instruction.Of(OpCodes.Ldind_I8),
        Instruction.LdcI4(1),
        Instruction.Of(OpCodes.Conv_I8),
        Instruction.Of(OpCodes.Add),
        Instruction.Of(OpCodes.Stind_I8),
    ];
}
