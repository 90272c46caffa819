using System.Collections.Concurrent;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Plumbline.Agent.Il;

/// <summary>What values of a module's types are on the stack: tells classes, structs, enums and primitives apart by their metadata.</summary>
internal sealed class TypeShapes(MetadataReader reader, Func<string, MetadataReader?>? assemblies)
{
    public const byte FieldSignature = 0x06;
    private const int MaxNesting = 8;

    private readonly TypeReferences _references = new(assemblies);
    private readonly ConcurrentDictionary<int, StackType?> _byToken = new();

    /// <summary>Whether the token is in a row of its table.</summary>
    public bool InTable(int token, out EntityHandle handle)
    {
        var table = (uint)token >> 24;
        var row = token & 0xFFFFFF;
        var exists = table < MetadataTokens.TableCount && row > 0 && row <= reader.GetTableRowCount((TableIndex)table);
        handle = exists ? MetadataTokens.EntityHandle(token) : default;
        return exists;
    }

    public StackType? OfToken(int token) => OfToken(token, 0);

    public StackType Of(SignatureType type) => Of(type, 0);

    /// <summary>The arguments of a TypeSpec that is an instance of a generic type; null for all else.</summary>
    public SignatureType[]? ArgumentsOf(EntityHandle parent)
    {
        if (parent.Kind != HandleKind.TypeSpecification)
        {
            return null;
        }

        var blob = reader.GetBlobBytes(reader.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        var scanner = new SignatureScanner(blob);
        scanner.SkipModifiers();
        if ((ElementType)scanner.ReadByte() != ElementType.GenericInstance)
        {
            return null;
        }

        scanner.ReadByte();
        scanner.ReadTypeToken();
        var arguments = new SignatureType[scanner.ReadCount()];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = SignatureType.Read(ref scanner);
        }

        return arguments;
    }

    /// <summary>The type with names in the place of tokens, so that two references to one type compare equal.</summary>
    public string Name(SignatureType type)
    {
        try
        {
            return new SignatureNames(reader).Of(type);
        }
        catch (Exception exception) when (exception is BadImageFormatException or BadIlException)
        {
            // A type that can't be named is the same only as itself.
            return Convert.ToHexString(type.Bare);
        }
    }

    private StackType? OfToken(int token, int depth)
    {
        if (_byToken.TryGetValue(token, out var known))
        {
            return known;
        }

        StackType? shape;
        try
        {
            shape = Read(token, depth);
        }
        catch (Exception exception) when (exception is BadImageFormatException or BadIlException)
        {
            // The answer itself: there is no such type in the metadata.
            shape = null;
        }

        _byToken.TryAdd(token, shape);
        return shape;
    }

    private StackType? Read(int token, int depth)
    {
        if (depth > MaxNesting || !InTable(token, out var handle))
        {
            return null;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return OfDefinition(reader, (TypeDefinitionHandle)handle, token);
            case HandleKind.TypeReference:
                return OfReference((TypeReferenceHandle)handle, token);
            case HandleKind.TypeSpecification:
                return Of(SignatureType.Parse(reader.GetBlobBytes(reader.GetTypeSpecification((TypeSpecificationHandle)handle).Signature)), depth + 1);
            default:
                return null;
        }
    }

    private StackType Of(SignatureType type, int depth) => type.Kind switch
    {
        SignatureKind.Primitive => StackType.OfPrimitive(type.Element),
        SignatureKind.Pointer => StackType.I,
        SignatureKind.ByRef => StackType.ByRef,
        SignatureKind.Reference => StackType.Ref,
        SignatureKind.TypeVariable or SignatureKind.TypedByRef => StackType.Value(type),
        SignatureKind.Value => OfValue(type, depth),
        _ => StackType.Unknown,
    };

    private StackType OfValue(SignatureType type, int depth)
    {
        var definition = OfToken(type.TypeToken, depth + 1) ?? StackType.Unknown;

        // Enums and primitives are numbers. A value type of an assembly that is not loaded may be an enum as well.
        return definition.Kind switch
        {
            StackKind.Value or StackKind.Ref => StackType.Value(type),
            StackKind.Unknown => new StackType(StackKind.Unknown, type),
            _ => definition,
        };
    }

    private StackType OfReference(TypeReferenceHandle handle, int token)
    {
        var reference = reader.GetTypeReference(handle);
        if (reader.StringComparer.Equals(reference.Namespace, "System") && CoreTypes.OnStack(reader.GetString(reference.Name)) is { } known)
        {
            return known;
        }

        return _references.Resolve(reader, handle) is { } found ? OfDefinition(found.Reader, found.Handle, token) : StackType.Unknown;
    }

    /// <param name="token">The type's token in this module, whichever module defines it.</param>
    private static StackType OfDefinition(MetadataReader definer, TypeDefinitionHandle handle, int token)
    {
        var definition = definer.GetTypeDefinition(handle);
        if (CoreTypes.IsCore(definer) && definer.StringComparer.Equals(definition.Namespace, "System"))
        {
            if (CoreTypes.OnStack(definer.GetString(definition.Name)) is { } known)
            {
                return known;
            }
        }

        return CoreTypes.BaseName(definer, definition) switch
        {
            "Enum" => Underlying(definer, definition),
            "ValueType" => StackType.Value(ValueTypeBlob(token)),
            _ => StackType.Ref,
        };
    }

    private static StackType Underlying(MetadataReader definer, TypeDefinition definition)
    {
        foreach (var handle in definition.GetFields())
        {
            var field = definer.GetFieldDefinition(handle);
            if ((field.Attributes & System.Reflection.FieldAttributes.Static) == 0)
            {
                var scanner = new SignatureScanner(definer.GetBlobBytes(field.Signature));
                scanner.ReadByte();
                return StackType.OfPrimitive(SignatureType.Read(ref scanner).Element);
            }
        }

        return StackType.Unknown;
    }

    private static SignatureType ValueTypeBlob(int token)
    {
        var blob = new BlobBuilder();
        blob.WriteByte((byte)ElementType.ValueType);
        blob.WriteCompressedInteger(CodedIndex.TypeDefOrRefOrSpec(MetadataTokens.EntityHandle(token)));
        return SignatureType.Parse(blob.ToArray());
    }
}
