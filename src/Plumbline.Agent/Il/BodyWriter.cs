using System.Buffers.Binary;
using System.Reflection.Emit;

namespace Plumbline.Agent.Il;

/// <summary>Writes a body with the smallest header and sections that hold it. Takes <see cref="IlBody.MaxStack"/> as it stands.</summary>
internal sealed class BodyWriter
{
    private const int TinyHeader = 1;
    private const int FatHeader = 12;

    private readonly IlBody _body;
    private readonly BranchLayout _layout;
    private readonly byte[] _bytes;
    private readonly int _headerSize;
    private int _position;

    private BodyWriter(IlBody body)
    {
        _body = body;
        _layout = new BranchLayout(body);
        _headerSize = FitsTiny() ? TinyHeader : FatHeader;
        var size = _headerSize + _layout.CodeSize;
        _bytes = new byte[body.Clauses.Count == 0 ? size : ExceptionSectionWriter.Start(size) + ExceptionSectionWriter.Size(body, _layout)];
    }

    /// <exception cref="BadIlException">The body refers to an instruction that it does not contain, or does not fit the format.</exception>
    public static WrittenBody Write(IlBody body)
    {
        if (body.Instructions.Count == 0 || body.MaxStack is < 0 or > ushort.MaxValue)
        {
            throw new BadIlException($"a body of {body.Instructions.Count} instructions with a stack of {body.MaxStack}");
        }

        body.Number();
        var writer = new BodyWriter(body);
        writer.WriteHeader();
        writer.WriteCode();
        if (body.Clauses.Count > 0)
        {
            ExceptionSectionWriter.Write(body, writer._layout, writer._bytes.AsSpan(ExceptionSectionWriter.Start(writer._position)));
        }

        return new WrittenBody(writer._bytes, writer.CodeMap());
    }

    // A tiny body has no flag for InitLocals, which localloc obeys as well.
    private bool FitsTiny() =>
        _layout.CodeSize < 64 && _body.MaxStack <= 8 && _body.LocalSignatureToken == 0 && _body.Clauses.Count == 0 && !_body.InitLocals;

    private void WriteHeader()
    {
        if (_headerSize == TinyHeader)
        {
            _bytes[0] = (byte)(0x2 | (_layout.CodeSize << 2));
        }
        else
        {
            var flags = 0x3003 | (_body.InitLocals ? 0x10 : 0) | (_body.Clauses.Count > 0 ? 0x8 : 0);
            BinaryPrimitives.WriteUInt16LittleEndian(_bytes, (ushort)flags);
            BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(2), (ushort)_body.MaxStack);
            BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(4), _layout.CodeSize);
            BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(8), _body.LocalSignatureToken);
        }

        _position = _headerSize;
    }

    private void WriteCode()
    {
        for (var i = 0; i < _body.Instructions.Count; i++)
        {
            var opCode = _layout.Form(i);
            if (opCode.Size == 2)
            {
                _bytes[_position++] = (byte)(opCode.Value >> 8);
            }

            _bytes[_position++] = (byte)opCode.Value;
            WriteOperand(_body.Instructions[i], opCode.OperandType, _layout.Offset(i + 1));
        }
    }

    private void WriteOperand(Instruction instruction, OperandType type, int next)
    {
        switch (type)
        {
            case OperandType.InlineNone:
                break;
            case OperandType.ShortInlineBrTarget:
                _bytes[_position++] = (byte)(sbyte)(_layout.Offset(Target(instruction)) - next);
                break;
            case OperandType.InlineBrTarget:
                WriteInt32(_layout.Offset(Target(instruction)) - next);
                break;
            case OperandType.InlineSwitch:
                WriteSwitch(instruction.Targets ?? [], next);
                break;
            case OperandType.ShortInlineI or OperandType.ShortInlineVar:
                _bytes[_position++] = InRange(instruction, sbyte.MinValue, byte.MaxValue) ? (byte)instruction.Value : (byte)0;
                break;
            case OperandType.InlineVar:
                BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(_position), (ushort)instruction.Value);
                _position += InRange(instruction, 0, ushort.MaxValue) ? 2 : 0;
                break;
            case OperandType.InlineI8 or OperandType.InlineR:
                BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_position), instruction.Value);
                _position += 8;
                break;
            default:
                WriteInt32((int)instruction.Value);
                break;
        }
    }

    private static Instruction Target(Instruction branch) =>
        branch.Target ?? throw new BadIlException("a branch without a target", branch.Offset);

    private static bool InRange(Instruction instruction, int low, int high) => instruction.Value >= low && instruction.Value <= high
        ? true
        : throw new BadIlException($"the operand of {instruction} does not fit", instruction.Offset);

    private void WriteSwitch(Instruction[] targets, int next)
    {
        WriteInt32(targets.Length);
        foreach (var target in targets)
        {
            WriteInt32(_layout.Offset(target) - next);
        }
    }

    private void WriteInt32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_position), value);
        _position += 4;
    }

    private CodeMapEntry[] CodeMap()
    {
        var entries = new List<CodeMapEntry>(_body.Instructions.Count);
        var blockStart = -1;
        var last = -1;
        for (var i = 0; i < _body.Instructions.Count; i++)
        {
            var instruction = _body.Instructions[i];
            if (instruction.IsInserted)
            {
                blockStart = blockStart < 0 && !instruction.MapsToPrevious ? _layout.Offset(i) : blockStart;
                continue;
            }

            if (instruction.Offset < last)
            {
                throw new BadIlException("the original instructions are out of order: their lines could not be mapped", instruction.Offset);
            }

            if (blockStart >= 0)
            {
                entries.Add(new CodeMapEntry(instruction.Offset, blockStart));
            }

            entries.Add(new CodeMapEntry(instruction.Offset, _layout.Offset(i)));
            blockStart = -1;
            last = instruction.Offset;
        }

        return [.. entries];
    }
}
