using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Plumbline.Agent.Il;

/// <summary>Where in a blob a type variable stands.</summary>
internal readonly record struct VariablePlace(int Start, int End, ElementType Element, int Number);

/// <summary>Walks a signature blob (ECMA-335 II.23.2). Bounded in depth, and by the blob's own length in width.</summary>
internal ref struct SignatureScanner(ReadOnlySpan<byte> blob)
{
    private const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> _blob = blob;

    private int _variables;

    public int Position { get; private set; }

    /// <summary>How many type variables were passed.</summary>
    public readonly int Variables => _variables;

    /// <summary>When set, takes up the place of every type variable that is passed.</summary>
    public List<VariablePlace>? Places { get; init; }

    public readonly bool AtEnd => Position >= _blob.Length;

    public readonly ElementType Peek => AtEnd ? throw Bad("the signature ends too early") : (ElementType)_blob[Position];

    public readonly ReadOnlySpan<byte> Since(int start) => _blob[start..Position];

    public byte ReadByte() => AtEnd ? throw Bad("the signature ends too early") : _blob[Position++];

    public int ReadCompressed()
    {
        var first = ReadByte();
        if ((first & 0x80) == 0)
        {
            return first;
        }

        if ((first & 0x40) == 0)
        {
            return ((first & 0x3F) << 8) | ReadByte();
        }

        return (first & 0x20) == 0
            ? ((first & 0x1F) << 24) | (ReadByte() << 16) | (ReadByte() << 8) | ReadByte()
            : throw Bad($"bad compressed integer 0x{first:x2}");
    }

    /// <summary>A count of things that take at least one byte each.</summary>
    public int ReadCount()
    {
        var count = ReadCompressed();
        return count <= _blob.Length - Position ? count : throw Bad($"{count} elements in {_blob.Length - Position} bytes");
    }

    /// <summary>A TypeDefOrRefOrSpec token.</summary>
    public int ReadTypeToken()
    {
        var coded = ReadCompressed();
        var table = (coded & 3) switch
        {
            0 => TableIndex.TypeDef,
            1 => TableIndex.TypeRef,
            2 => TableIndex.TypeSpec,
            _ => throw Bad($"bad type token {coded}"),
        };
        return ((int)table << 24) | (coded >> 2);
    }

    public void SkipModifiers()
    {
        while (!AtEnd && Peek is ElementType.RequiredModifier or ElementType.OptionalModifier or ElementType.Pinned)
        {
            if ((ElementType)ReadByte() != ElementType.Pinned)
            {
                ReadTypeToken();
            }
        }
    }

    /// <summary>Goes past one type with all its parts, and notes its type variables.</summary>
    public void SkipType(int depth = 0)
    {
        if (depth > MaxDepth)
        {
            throw Bad("the type is nested too deeply");
        }

        SkipModifiers();
        var element = (ElementType)ReadByte();
        switch (element)
        {
            case (>= ElementType.Void and <= ElementType.String) or ElementType.TypedByRef or ElementType.I or ElementType.U or ElementType.Object:
                break;
            case ElementType.Pointer or ElementType.ByRef or ElementType.VectorArray:
                SkipType(depth + 1);
                break;
            case ElementType.ValueType or ElementType.Class:
                ReadTypeToken();
                break;
            case ElementType.TypeVariable or ElementType.MethodTypeVariable:
                NoteVariable(element);
                break;
            case ElementType.Array:
                SkipType(depth + 1);
                SkipArrayShape();
                break;
            case ElementType.GenericInstance:
                SkipGenericInstance(depth);
                break;
            case ElementType.FunctionPointer:
                SkipMethod(depth + 1);
                break;
            default:
                throw Bad($"unknown element type 0x{(byte)element:x2}");
        }
    }

    private void NoteVariable(ElementType element)
    {
        var start = Position - 1;
        var number = ReadCompressed();
        Places?.Add(new VariablePlace(start, Position, element, number));
        _variables++;
    }

    private void SkipGenericInstance(int depth)
    {
        if ((ElementType)ReadByte() is not (ElementType.Class or ElementType.ValueType))
        {
            throw Bad("a generic instance of neither a class nor a value type");
        }

        ReadTypeToken();
        for (var i = ReadCount(); i > 0; i--)
        {
            SkipType(depth + 1);
        }
    }

    public void SkipArrayShape()
    {
        ReadCompressed();
        for (var i = ReadCount(); i > 0; i--)
        {
            ReadCompressed();
        }

        // Lower bounds are signed, which the length of their encoding does not depend on.
        for (var i = ReadCount(); i > 0; i--)
        {
            ReadCompressed();
        }
    }

    private void SkipMethod(int depth)
    {
        var header = new SignatureHeader(ReadByte());
        if (header.IsGeneric)
        {
            ReadCompressed();
        }

        var count = ReadCount();
        SkipType(depth);
        for (var i = 0; i < count; i++)
        {
            if (!AtEnd && Peek == ElementType.Sentinel)
            {
                ReadByte();
            }

            SkipType(depth);
        }
    }

    public readonly BadIlException Bad(string message) => new(message, Position);
}
