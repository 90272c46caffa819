using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;

namespace Plumbline.Agent.Il;

/// <summary>Writes a type with names instead of tokens. For comparison, not for people.</summary>
internal readonly struct SignatureNames(MetadataReader reader)
{
    public string Of(SignatureType type)
    {
        var scanner = new SignatureScanner(type.Bare);
        var text = new StringBuilder();
        Append(ref scanner, text);
        return text.ToString();
    }

    // No deeper than the scanner that parsed the type before.
    private void Append(ref SignatureScanner scanner, StringBuilder text)
    {
        scanner.SkipModifiers();
        var element = (ElementType)scanner.ReadByte();
        text.Append((byte)element).Append(' ');
        switch (element)
        {
            case ElementType.Pointer or ElementType.ByRef or ElementType.VectorArray:
                Append(ref scanner, text);
                break;
            case ElementType.ValueType or ElementType.Class:
                AppendName(scanner.ReadTypeToken(), text);
                break;
            case ElementType.GenericInstance:
                scanner.ReadByte();
                AppendName(scanner.ReadTypeToken(), text);
                AppendMany(ref scanner, scanner.ReadCount(), text);
                break;
            case ElementType.TypeVariable or ElementType.MethodTypeVariable:
                text.Append(scanner.ReadCompressed()).Append(' ');
                break;
            case ElementType.Array:
                Append(ref scanner, text);
                var shape = scanner.Position;
                scanner.SkipArrayShape();
                text.Append(Convert.ToHexString(scanner.Since(shape)));
                break;
            case ElementType.FunctionPointer:
                text.Append(scanner.ReadByte()).Append('*');
                AppendMany(ref scanner, scanner.ReadCount() + 1, text);
                break;
        }
    }

    private void AppendMany(ref SignatureScanner scanner, int count, StringBuilder text)
    {
        text.Append('<');
        for (var i = 0; i < count; i++)
        {
            Append(ref scanner, text);
        }

        text.Append('>');
    }

    private void AppendName(int token, StringBuilder text)
    {
        var handle = MetadataTokens.EntityHandle(token);
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                var definition = reader.GetTypeDefinition((TypeDefinitionHandle)handle);
                AppendOuter(definition.GetDeclaringType(), text);
                text.Append(reader.GetString(definition.Namespace)).Append('.').Append(reader.GetString(definition.Name));
                break;
            case HandleKind.TypeReference:
                var reference = reader.GetTypeReference((TypeReferenceHandle)handle);
                AppendOuter(reference.ResolutionScope, text);
                text.Append(reader.GetString(reference.Namespace)).Append('.').Append(reader.GetString(reference.Name));
                break;
            default:
                text.Append('#').Append(token);
                break;
        }
    }

    private void AppendOuter(EntityHandle outer, StringBuilder text)
    {
        if (!outer.IsNil && outer.Kind is HandleKind.TypeDefinition or HandleKind.TypeReference)
        {
            AppendName(MetadataTokens.GetToken(outer), text);
            text.Append('+');
        }
    }
}
