using System.Buffers;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Plumbline.Agent.Symbols;

/// <summary>Element types of signatures (ECMA-335 II.23.1.16) that need looking at.</summary>
internal static class ElementType
{
    public const byte String = 0x0e;
    public const byte Pointer = 0x0f;
    public const byte ByRef = 0x10;
    public const byte ValueType = 0x11;
    public const byte Class = 0x12;
    public const byte TypeVariable = 0x13;
    public const byte Array = 0x14;
    public const byte GenericInstance = 0x15;
    public const byte Object = 0x1c;
    public const byte FunctionPointer = 0x1b;
    public const byte Vector = 0x1d;
    public const byte MethodVariable = 0x1e;
    public const byte RequiredModifier = 0x1f;
    public const byte OptionalModifier = 0x20;
    public const byte Sentinel = 0x41;
    public const byte Pinned = 0x45;
}

/// <summary>Type blobs: walking, cutting out and putting arguments in place of type variables.</summary>
internal static class TypeBlob
{
    private const int MaxDepth = 64;

    /// <summary>Reads past one type and gives its bytes.</summary>
    public static byte[] Next(ref BlobCursor cursor)
    {
        var output = new ArrayBufferWriter<byte>();
        Copy(ref cursor, output, null, 0);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The type with <paramref name="arguments"/> in place of the type variables of its declaring type.</summary>
    public static byte[] Substitute(ReadOnlySpan<byte> type, byte[][] arguments)
    {
        var output = new ArrayBufferWriter<byte>();
        var cursor = new BlobCursor(type);
        Copy(ref cursor, output, arguments, 0);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The type definition of this module that a class or value type names, through by-ref, with its arguments.</summary>
    public static TypeDefinitionHandle Definition(ReadOnlySpan<byte> type, out byte[][] arguments)
    {
        arguments = [];
        var cursor = new BlobCursor(type);
        var element = cursor.Byte();
        while (element is ElementType.ByRef or ElementType.Pinned)
        {
            element = cursor.Byte();
        }

        var generic = element == ElementType.GenericInstance;
        if (generic)
        {
            element = cursor.Byte();
        }

        if (element is not (ElementType.Class or ElementType.ValueType))
        {
            return default;
        }

        var coded = cursor.Compressed();
        if ((coded & 3) != 0)
        {
            return default;
        }

        if (generic)
        {
            arguments = new byte[cursor.Compressed()][];
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = Next(ref cursor);
            }
        }

        return MetadataTokens.TypeDefinitionHandle(coded >> 2);
    }

    private static void Copy(ref BlobCursor cursor, ArrayBufferWriter<byte> output, byte[][]? arguments, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new BadImageFormatException("A signature is nested too deeply.");
        }

        var start = cursor.Position;
        var element = cursor.Byte();
        switch (element)
        {
            case ElementType.TypeVariable when arguments is not null:
                var index = cursor.Compressed();
                output.Write(index < arguments.Length ? arguments[index] : cursor.Since(start));
                return;
            case ElementType.Class or ElementType.ValueType or ElementType.TypeVariable or ElementType.MethodVariable:
                cursor.Compressed();
                output.Write(cursor.Since(start));
                return;
            case ElementType.Pointer or ElementType.ByRef or ElementType.Vector or ElementType.Pinned or ElementType.Sentinel:
                output.Write(cursor.Since(start));
                Copy(ref cursor, output, arguments, depth + 1);
                return;
            case ElementType.RequiredModifier or ElementType.OptionalModifier:
                cursor.Compressed();
                output.Write(cursor.Since(start));
                Copy(ref cursor, output, arguments, depth + 1);
                return;
            case ElementType.GenericInstance:
                cursor.Byte();
                cursor.Compressed();
                CopyMany(ref cursor, output, arguments, start, cursor.Compressed(), depth);
                return;
            case ElementType.Array:
                output.Write(cursor.Since(start));
                Copy(ref cursor, output, arguments, depth + 1);
                CopyShape(ref cursor, output);
                return;
            case ElementType.FunctionPointer:
                if ((cursor.Byte() & 0x10) != 0)
                {
                    cursor.Compressed();
                }

                CopyMany(ref cursor, output, arguments, start, cursor.Compressed() + 1, depth);
                return;
            default:
                output.Write(cursor.Since(start));
                return;
        }
    }

    private static void CopyMany(
        ref BlobCursor cursor, ArrayBufferWriter<byte> output, byte[][]? arguments, int start, int count, int depth)
    {
        output.Write(cursor.Since(start));
        for (var i = 0; i < count; i++)
        {
            Copy(ref cursor, output, arguments, depth + 1);
        }
    }

    private static void CopyShape(ref BlobCursor cursor, ArrayBufferWriter<byte> output)
    {
        var start = cursor.Position;
        cursor.Compressed();
        for (var list = 0; list < 2; list++)
        {
            for (var left = cursor.Compressed(); left > 0; left--)
            {
                cursor.Compressed();
            }
        }

        output.Write(cursor.Since(start));
    }
}
