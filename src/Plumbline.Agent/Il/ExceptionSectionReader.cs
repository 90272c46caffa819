using System.Buffers.Binary;

namespace Plumbline.Agent.Il;

/// <summary>Reads the chain of sections that follows the code of a fat body (ECMA-335 II.25.4.5).</summary>
internal static class ExceptionSectionReader
{
    private const int ExceptionTable = 0x1;
    private const int KindMask = 0x3F;
    private const int FatSection = 0x40;
    private const int MoreSections = 0x80;
    private const int SmallClause = 12;
    private const int FatClause = 24;

    private readonly record struct RawRange(uint Offset, uint Length);

    private readonly record struct RawClause(uint Kind, RawRange Try, RawRange Handler, uint Last);

    /// <returns>The offset behind the last section.</returns>
    public static int Read(ReadOnlySpan<byte> body, int codeEnd, List<ExceptionClause> clauses, Instruction?[] starts)
    {
        var position = codeEnd;
        while (true)
        {
            position = (position + 3) & ~3;
            if (position > body.Length - 4)
            {
                throw new BadIlException("a section runs past the end", position);
            }

            var kind = body[position];
            var fat = (kind & FatSection) != 0;
            var size = fat ? (int)(BinaryPrimitives.ReadUInt32LittleEndian(body[position..]) >> 8) : body[position + 1];
            if ((kind & KindMask) != ExceptionTable)
            {
                throw new BadIlException($"unknown section 0x{kind:x2}", position);
            }

            position = ReadClauses(body, position + 4, size, fat, clauses, starts);
            if ((kind & MoreSections) == 0)
            {
                return position;
            }
        }
    }

    private static int ReadClauses(
        ReadOnlySpan<byte> body, int position, int size, bool fat, List<ExceptionClause> clauses, Instruction?[] starts)
    {
        var clauseSize = fat ? FatClause : SmallClause;

        // The size counts the four bytes of the section's header, but some compilers leave them out: the quotient is right for both.
        var count = size / clauseSize;
        if (count > (body.Length - position) / clauseSize)
        {
            throw new BadIlException($"{count} exception clauses run past the end", position);
        }

        for (var i = 0; i < count; i++, position += clauseSize)
        {
            var bytes = body.Slice(position, clauseSize);
            clauses.Add(Resolve(fat ? ReadFat(bytes) : ReadSmall(bytes), starts, position));
        }

        return position;
    }

    private static RawClause ReadSmall(ReadOnlySpan<byte> b) => new(
        BinaryPrimitives.ReadUInt16LittleEndian(b),
        new RawRange(BinaryPrimitives.ReadUInt16LittleEndian(b[2..]), b[4]),
        new RawRange(BinaryPrimitives.ReadUInt16LittleEndian(b[5..]), b[7]),
        BinaryPrimitives.ReadUInt32LittleEndian(b[8..]));

    private static RawClause ReadFat(ReadOnlySpan<byte> b) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(b),
        new RawRange(BinaryPrimitives.ReadUInt32LittleEndian(b[4..]), BinaryPrimitives.ReadUInt32LittleEndian(b[8..])),
        new RawRange(BinaryPrimitives.ReadUInt32LittleEndian(b[12..]), BinaryPrimitives.ReadUInt32LittleEndian(b[16..])),
        BinaryPrimitives.ReadUInt32LittleEndian(b[20..]));

    private static ExceptionClause Resolve(RawClause raw, Instruction?[] starts, int position)
    {
        var kind = (ExceptionClauseKind)raw.Kind;
        if (raw.Kind is not (0 or 1 or 2 or 4))
        {
            throw new BadIlException($"unknown clause kind {raw.Kind}", position);
        }

        return new ExceptionClause
        {
            Kind = kind,
            TryStart = Start(starts, raw.Try.Offset, position),
            TryEnd = End(starts, raw.Try, position),
            HandlerStart = Start(starts, raw.Handler.Offset, position),
            HandlerEnd = End(starts, raw.Handler, position),
            FilterStart = kind == ExceptionClauseKind.Filter ? Start(starts, raw.Last, position) : null,
            CatchTypeToken = kind == ExceptionClauseKind.Catch ? (int)raw.Last : 0,
        };
    }

    private static Instruction Start(Instruction?[] starts, uint offset, int position) =>
        (offset < starts.Length ? starts[offset] : null)
        ?? throw new BadIlException($"a clause starts at {offset}, which is no instruction", position);

    private static Instruction? End(Instruction?[] starts, RawRange range, int position)
    {
        var end = range.Offset + (ulong)range.Length;
        if (end == (ulong)(starts.Length - 1))
        {
            return null;
        }

        return (end < (ulong)starts.Length ? starts[end] : null)
            ?? throw new BadIlException($"a clause ends at {end}, which is no instruction", position);
    }
}
