using System.Buffers.Binary;

namespace Plumbline.Agent.Il;

/// <summary>Writes one section with all exception clauses: small where every clause fits, else fat.</summary>
internal static class ExceptionSectionWriter
{
    private const int SectionHeader = 4;
    private const int SmallClause = 12;
    private const int FatClause = 24;
    private const byte ExceptionTable = 0x1;
    private const byte FatSection = 0x40;

    private readonly record struct Placed(int TryOffset, int TryLength, int HandlerOffset, int HandlerLength, int Last)
    {
        public bool FitsSmall => TryOffset <= ushort.MaxValue && TryLength <= byte.MaxValue
            && HandlerOffset <= ushort.MaxValue && HandlerLength <= byte.MaxValue;
    }

    public static int Start(int codeEnd) => (codeEnd + 3) & ~3;

    public static int Size(IlBody body, BranchLayout layout) =>
        SectionHeader + (body.Clauses.Count * (FitsSmall(body, layout) ? SmallClause : FatClause));

    public static void Write(IlBody body, BranchLayout layout, Span<byte> section)
    {
        var small = FitsSmall(body, layout);
        var size = Size(body, layout);
        if (size > 0xFFFFFF)
        {
            throw new BadIlException($"{body.Clauses.Count} exception clauses are too many");
        }

        BinaryPrimitives.WriteInt32LittleEndian(section, (size << 8) | ExceptionTable | (small ? 0 : FatSection));
        var position = SectionHeader;
        foreach (var clause in body.Clauses)
        {
            var placed = Place(clause, layout);
            if (small)
            {
                WriteSmall(section.Slice(position, SmallClause), clause.Kind, placed);
            }
            else
            {
                WriteFat(section.Slice(position, FatClause), clause.Kind, placed);
            }

            position += small ? SmallClause : FatClause;
        }
    }

    private static bool FitsSmall(IlBody body, BranchLayout layout) =>
        SectionHeader + (body.Clauses.Count * SmallClause) <= byte.MaxValue && body.Clauses.TrueForAll(c => Place(c, layout).FitsSmall);

    private static Placed Place(ExceptionClause clause, BranchLayout layout)
    {
        var tryOffset = layout.Offset(clause.TryStart);
        var handlerOffset = layout.Offset(clause.HandlerStart);
        var last = clause.FilterStart is { } filter ? layout.Offset(filter) : clause.CatchTypeToken;
        var placed = new Placed(
            tryOffset, layout.Offset(clause.TryEnd) - tryOffset, handlerOffset, layout.Offset(clause.HandlerEnd) - handlerOffset, last);
        return placed is { TryLength: >= 0, HandlerLength: >= 0 }
            ? placed
            : throw new BadIlException("an exception clause ends before it starts", clause.TryStart.Offset);
    }

    private static void WriteSmall(Span<byte> bytes, ExceptionClauseKind kind, Placed clause)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)kind);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], (ushort)clause.TryOffset);
        bytes[4] = (byte)clause.TryLength;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[5..], (ushort)clause.HandlerOffset);
        bytes[7] = (byte)clause.HandlerLength;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], clause.Last);
    }

    private static void WriteFat(Span<byte> bytes, ExceptionClauseKind kind, Placed clause)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)kind);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], clause.TryOffset);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], clause.TryLength);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], clause.HandlerOffset);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], clause.HandlerLength);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[20..], clause.Last);
    }
}
