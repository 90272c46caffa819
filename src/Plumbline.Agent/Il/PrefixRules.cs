using System.Reflection.Metadata;

namespace Plumbline.Agent.Il;

/// <summary>Which instructions a prefix may stand before (ECMA-335 III.2).</summary>
internal static class PrefixRules
{
    public static bool Allows(ILOpCode prefix, ILOpCode instruction) => prefix switch
    {
        ILOpCode.Tail => instruction is ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Calli,
        ILOpCode.Constrained => instruction is ILOpCode.Callvirt or ILOpCode.Call or ILOpCode.Ldftn or ILOpCode.Ldvirtftn,
        ILOpCode.Volatile => IsIndirect(instruction) || instruction is ILOpCode.Ldsfld or ILOpCode.Stsfld,
        ILOpCode.Unaligned => IsIndirect(instruction),
        ILOpCode.Readonly => instruction is ILOpCode.Ldelema or ILOpCode.Call or ILOpCode.Callvirt,
        _ => false,
    };

    private static bool IsIndirect(ILOpCode instruction) => instruction
        is (>= ILOpCode.Ldind_i1 and <= ILOpCode.Stind_r8)
        or ILOpCode.Stind_i or ILOpCode.Ldfld or ILOpCode.Stfld or ILOpCode.Ldobj or ILOpCode.Stobj
        or ILOpCode.Initblk or ILOpCode.Cpblk or ILOpCode.Ldflda;
}
