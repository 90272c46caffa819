using System.Reflection.Emit;
using Plumbline.Agent.Facts;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>Writes how armed code counts a call (<see cref="CallCells"/>).</summary>
internal static class CallCounter
{
    /// <summary>Adds one and leaves the number of the call, among those of its row, on the stack.</summary>
    public static void EmitNext(ILGenerator il, nint cell)
    {
        var address = il.DeclareLocal(typeof(nint));
        var number = il.DeclareLocal(typeof(long));
        EmitAddress(il, cell);
        il.Emit(OpCodes.Stloc, address);
        il.Emit(OpCodes.Ldloc, address);
        il.Emit(OpCodes.Ldind_I8);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Conv_I8);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, number);
        il.Emit(OpCodes.Ldloc, address);
        il.Emit(OpCodes.Ldloc, number);
        il.Emit(OpCodes.Stind_I8);
        il.Emit(OpCodes.Ldloc, number);
    }

    /// <summary>Leaves the number of the last call of the row on the stack.</summary>
    public static void EmitMine(ILGenerator il, nint cell)
    {
        EmitAddress(il, cell);
        il.Emit(OpCodes.Ldind_I8);
    }

    private static void EmitAddress(ILGenerator il, nint cell)
    {
        var here = il.DeclareLocal(typeof(int));
        il.Emit(OpCodes.Ldloca, here);
        il.Emit(OpCodes.Conv_U);
        il.Emit(OpCodes.Conv_U8);
        il.Emit(OpCodes.Ldc_I4, CallCells.StackBits);
        il.Emit(OpCodes.Shr_Un);
        il.Emit(OpCodes.Ldc_I8, CallCells.Spread);
        il.Emit(OpCodes.Mul);
        il.Emit(OpCodes.Ldc_I4, 64 - CallCells.RowBits);
        il.Emit(OpCodes.Shr_Un);
        il.Emit(OpCodes.Ldc_I4, CallCells.StrideBits);
        il.Emit(OpCodes.Shl);
        il.Emit(OpCodes.Ldc_I8, (long)cell);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Conv_I);
    }
}
