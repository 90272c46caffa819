using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;

namespace Plumbline.Agent.Symbols;

/// <summary>Writes types of signatures as C# does: keywords, <c>T?</c>, tuples, arrays, nested types with dots.</summary>
/// <param name="owner">Type whose type variables are named, or nil.</param>
/// <param name="method">Method whose type variables are named, or nil.</param>
/// <param name="qualified">Whether namespaces are written.</param>
internal sealed class SignatureText(
    MetadataReader metadata, TypeDefinitionHandle owner, MethodDefinitionHandle method, bool qualified = false)
{
    private const int MaxDepth = 32;

    private static readonly string?[] s_keywords =
    [
        null, "void", "bool", "char", "sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "float", "double", "string",
        null, null, null, null, null, null, null, "TypedReference", null, "nint", "nuint", null, null, "object",
    ];

    /// <summary>One type blob as text; what can't be read is an ellipsis.</summary>
    public string Type(ReadOnlySpan<byte> type)
    {
        var text = new StringBuilder();
        try
        {
            var cursor = new BlobCursor(type);
            Append(text, ref cursor, 0);
        }
        catch (Exception error) when (ModuleSymbols.IsDamage(error))
        {
            text.Append('…');
        }

        return text.ToString();
    }

    public void Append(StringBuilder text, ref BlobCursor cursor, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new BadImageFormatException("A signature is nested too deeply.");
        }

        var element = cursor.Byte();
        switch (element)
        {
            case < 0x1d when s_keywords[element] is { } keyword:
                text.Append(keyword);
                return;
            case ElementType.Class or ElementType.ValueType:
                NamedType.Append(text, metadata, cursor.Compressed(), [], qualified);
                return;
            case ElementType.TypeVariable or ElementType.MethodVariable:
                AppendVariable(text, element, cursor.Compressed());
                return;
            case ElementType.GenericInstance:
                AppendInstance(text, ref cursor, depth);
                return;
            case ElementType.Vector or ElementType.Array:
                AppendArray(text, ref cursor, element, depth);
                return;
            case ElementType.Pointer:
                Append(text, ref cursor, depth + 1);
                text.Append('*');
                return;
            case ElementType.ByRef:
                text.Append("ref ");
                Append(text, ref cursor, depth + 1);
                return;
            case ElementType.RequiredModifier or ElementType.OptionalModifier:
                cursor.Compressed();
                Append(text, ref cursor, depth + 1);
                return;
            case ElementType.Pinned or ElementType.Sentinel:
                Append(text, ref cursor, depth + 1);
                return;
            case ElementType.FunctionPointer:
                AppendFunction(text, ref cursor, depth);
                return;
            default:
                throw new BadImageFormatException("A signature has an unknown element.");
        }
    }

    private void AppendVariable(StringBuilder text, byte element, int index)
    {
        var parameters = element == ElementType.TypeVariable
            ? owner.IsNil ? default : metadata.GetTypeDefinition(owner).GetGenericParameters()
            : method.IsNil ? default : metadata.GetMethodDefinition(method).GetGenericParameters();
        if (index < parameters.Count)
        {
            text.Append(metadata.GetString(metadata.GetGenericParameter(parameters[index]).Name));
        }
        else
        {
            text.Append(element == ElementType.TypeVariable ? "!" : "!!").Append(index);
        }
    }

    private void AppendInstance(StringBuilder text, ref BlobCursor cursor, int depth)
    {
        cursor.Byte();
        var coded = cursor.Compressed();
        var count = cursor.Compressed();
        var arguments = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var argument = new StringBuilder();
            Append(argument, ref cursor, depth + 1);
            arguments.Add(argument.ToString());
        }

        NamedType.Append(text, metadata, coded, arguments, qualified);
    }

    /// <summary>C# writes the outermost rank first: an array of <c>int[,]</c> is <c>int[][,]</c>.</summary>
    private void AppendArray(StringBuilder text, ref BlobCursor cursor, byte element, int depth)
    {
        var start = text.Length;
        Append(text, ref cursor, depth + 1);
        var brackets = element == ElementType.Vector ? "[]" : Rank(ref cursor);
        var inner = start + InnerLength(text.ToString(start, text.Length - start));
        text.Insert(inner, brackets);
    }

    /// <summary>Where the element type ends and the brackets of inner arrays begin.</summary>
    private static int InnerLength(string type)
    {
        var end = type.Length;
        while (end > 1 && type[end - 1] == ']' && type.LastIndexOf('[', end - 1) is var open and > 0)
        {
            end = open;
        }

        return end;
    }

    private static string Rank(ref BlobCursor cursor)
    {
        var rank = cursor.Compressed();
        for (var list = 0; list < 2; list++)
        {
            for (var left = cursor.Compressed(); left > 0; left--)
            {
                cursor.Compressed();
            }
        }

        return rank is > 1 and <= 32 ? $"[{new string(',', rank - 1)}]" : "[*]";
    }

    private void AppendFunction(StringBuilder text, ref BlobCursor cursor, int depth)
    {
        if ((cursor.Byte() & 0x10) != 0)
        {
            cursor.Compressed();
        }

        var count = cursor.Compressed();
        var result = new StringBuilder();
        Append(result, ref cursor, depth + 1);
        text.Append("delegate*<");
        for (var i = 0; i < count; i++)
        {
            Append(text, ref cursor, depth + 1);
            text.Append(", ");
        }

        text.Append(result).Append('>');
    }
}
