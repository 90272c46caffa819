using System.Reflection;
using System.Reflection.Emit;

namespace Plumbline.Agent.Il;

/// <summary>From the bytes of an instruction to its <see cref="OpCode"/>, and between short and long branches.</summary>
internal static class OpCodeTable
{
    private const byte TwoBytePrefix = 0xFE;
    private static readonly Lazy<Tables> s_tables = new(() => new Tables());

    public static bool TryOneByte(byte value, out OpCode opCode) => TryGet(s_tables.Value.OneByte, value, out opCode);

    public static bool TryTwoByte(byte second, out OpCode opCode) => TryGet(s_tables.Value.TwoByte, second, out opCode);

    public static bool IsTwoByte(byte first) => first == TwoBytePrefix;

    /// <summary>The four-byte form of a one-byte branch; any other opcode is returned as it is.</summary>
    public static OpCode Long(OpCode opCode)
    {
        var value = opCode.Value;
        if (value >= OpCodes.Br_S.Value && value <= OpCodes.Blt_Un_S.Value)
        {
            return s_tables.Value.OneByte[value + (OpCodes.Br.Value - OpCodes.Br_S.Value)]!.Value;
        }

        return value == OpCodes.Leave_S.Value ? OpCodes.Leave : opCode;
    }

    private static bool TryGet(OpCode?[] table, byte index, out OpCode opCode)
    {
        var found = table[index];
        opCode = found.GetValueOrDefault();
        return found.HasValue;
    }

    private sealed class Tables
    {
        public readonly OpCode?[] OneByte = new OpCode?[256];
        public readonly OpCode?[] TwoByte = new OpCode?[256];

        public Tables()
        {
            foreach (var field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
            {
                // The reserved prefixes (prefix1…prefix7, prefixref) are of kind Nternal and never stand in a body.
                if (field.GetValue(null) is OpCode { OpCodeType: not OpCodeType.Nternal } opCode)
                {
                    (opCode.Size == 1 ? OneByte : TwoByte)[(byte)opCode.Value] = opCode;
                }
            }
        }
    }
}
