using System.Buffers.Binary;
using System.Reflection.Emit;

namespace Plumbline.Agent.Il;

/// <summary>
/// Reads a method body as it lies in a module (ECMA-335 II.25.4): header, code, sections. Anything may be in the bytes; what is not
/// a body gives a <see cref="BadIlException"/>.
/// </summary>
internal static class BodyReader
{
    private const int TinyFormat = 0x2;
    private const int FatFormat = 0x3;
    private const int MoreSections = 0x8;
    private const int InitLocalsFlag = 0x10;
    private const int TinyMaxStack = 8;

    public static IlBody Read(ReadOnlySpan<byte> bodyWithHeader) => Read(bodyWithHeader, out _);

    /// <param name="bodyWithHeader">May be longer than the body.</param>
    /// <param name="size">How many bytes the body with its sections takes.</param>
    public static IlBody Read(ReadOnlySpan<byte> bodyWithHeader, out int size)
    {
        if (bodyWithHeader.IsEmpty)
        {
            throw new BadIlException("the body is empty", 0);
        }

        return (bodyWithHeader[0] & 3) switch
        {
            TinyFormat => ReadTiny(bodyWithHeader, out size),
            FatFormat => ReadFat(bodyWithHeader, out size),
            _ => throw new BadIlException($"unknown header format 0x{bodyWithHeader[0]:x2}", 0),
        };
    }

    private static IlBody ReadTiny(ReadOnlySpan<byte> bytes, out int size)
    {
        var codeSize = bytes[0] >> 2;
        size = 1 + codeSize;
        var body = new IlBody { MaxStack = TinyMaxStack, OriginalCodeSize = codeSize };
        ReadCode(body, Slice(bytes, 1, codeSize));
        return body;
    }

    private static IlBody ReadFat(ReadOnlySpan<byte> bytes, out int size)
    {
        var header = Slice(bytes, 0, 12);
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(header);
        var headerSize = (flags >> 12) * 4;
        if (headerSize < 12)
        {
            throw new BadIlException($"a fat header of {headerSize} bytes", 0);
        }

        var codeSize = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        if (codeSize > (uint)bytes.Length)
        {
            throw new BadIlException($"code of {codeSize} bytes in a body of {bytes.Length}", 4);
        }

        var body = new IlBody
        {
            MaxStack = BinaryPrimitives.ReadUInt16LittleEndian(header[2..]),
            LocalSignatureToken = BinaryPrimitives.ReadInt32LittleEndian(header[8..]),
            InitLocals = (flags & InitLocalsFlag) != 0,
            OriginalCodeSize = (int)codeSize,
        };
        var starts = ReadCode(body, Slice(bytes, headerSize, (int)codeSize));
        size = headerSize + (int)codeSize;
        if ((flags & MoreSections) != 0)
        {
            size = ExceptionSectionReader.Read(bytes, size, body.Clauses, starts);
        }

        return body;
    }

    /// <returns>The instruction that starts at each offset of the code; the last element, for the end, is always null.</returns>
    private static Instruction?[] ReadCode(IlBody body, ReadOnlySpan<byte> code)
    {
        if (code.IsEmpty)
        {
            throw new BadIlException("there is no code", 0);
        }

        var starts = new Instruction?[code.Length + 1];
        var switches = new List<(Instruction Switch, int[] Targets)>();
        var position = 0;
        while (position < code.Length)
        {
            var start = position;
            var instruction = new Instruction(ReadOpCode(code, ref position), 0, start);
            ReadOperand(instruction, code, ref position, switches);
            starts[start] = instruction;
            body.Instructions.Add(instruction);
        }

        ResolveBranches(body, starts, switches);
        return starts;
    }

    private static OpCode ReadOpCode(ReadOnlySpan<byte> code, ref int position)
    {
        var start = position;
        var first = code[position++];
        OpCode opCode;
        var known = OpCodeTable.IsTwoByte(first)
            ? OpCodeTable.TryTwoByte(Slice(code, position++, 1)[0], out opCode)
            : OpCodeTable.TryOneByte(first, out opCode);
        return known ? opCode : throw new BadIlException($"unknown opcode at IL_{start:x4}", start);
    }

    private static void ReadOperand(Instruction instruction, ReadOnlySpan<byte> code, ref int position, List<(Instruction, int[])> switches)
    {
        var size = OperandSize(instruction.OpCode.OperandType);
        var operand = Slice(code, position, size);
        position += size;
        instruction.Value = instruction.OpCode.OperandType switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget => position + (long)(sbyte)operand[0],
            OperandType.InlineBrTarget => position + (long)BinaryPrimitives.ReadInt32LittleEndian(operand),
            OperandType.ShortInlineI when instruction.Code == System.Reflection.Metadata.ILOpCode.Ldc_i4_s => (sbyte)operand[0],
            OperandType.ShortInlineI or OperandType.ShortInlineVar => operand[0],
            OperandType.InlineVar => BinaryPrimitives.ReadUInt16LittleEndian(operand),
            OperandType.InlineI8 or OperandType.InlineR => BinaryPrimitives.ReadInt64LittleEndian(operand),
            _ => BinaryPrimitives.ReadInt32LittleEndian(operand),
        };
        if (instruction.IsSwitch)
        {
            switches.Add((instruction, ReadSwitch(instruction, code, ref position)));
        }
    }

    private static int OperandSize(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private static int[] ReadSwitch(Instruction instruction, ReadOnlySpan<byte> code, ref int position)
    {
        var count = (uint)instruction.Value;
        if (count > (uint)(code.Length - position) / 4)
        {
            throw new BadIlException($"a switch of {count} targets runs past the code", instruction.Offset);
        }

        var relative = Slice(code, position, (int)count * 4);
        position += relative.Length;
        var targets = new int[count];
        for (var i = 0; i < targets.Length; i++)
        {
            var target = position + (long)BinaryPrimitives.ReadInt32LittleEndian(relative[(i * 4)..]);
            targets[i] = target is >= 0 and <= int.MaxValue ? (int)target : -1;
        }

        instruction.Value = 0;
        return targets;
    }

    private static void ResolveBranches(IlBody body, Instruction?[] starts, List<(Instruction Switch, int[] Targets)> switches)
    {
        foreach (var instruction in body.Instructions)
        {
            if (instruction.IsBranch)
            {
                instruction.Target = Resolve(instruction, starts, instruction.Value);
                instruction.Value = 0;
            }
        }

        foreach (var (instruction, targets) in switches)
        {
            instruction.Targets = Array.ConvertAll(targets, target => Resolve(instruction, starts, target));
        }
    }

    private static Instruction Resolve(Instruction branch, Instruction?[] starts, long target)
    {
        var found = target >= 0 && target < starts.Length ? starts[target] : null;
        return found ?? throw new BadIlException($"the branch at IL_{branch.Offset:x4} goes to no instruction ({target})", branch.Offset);
    }

    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> bytes, int start, int length)
    {
        if ((uint)start > (uint)bytes.Length || length > bytes.Length - start)
        {
            throw new BadIlException($"{length} bytes at {start} run past the end", start);
        }

        return bytes.Slice(start, length);
    }
}
