namespace Plumbline.Agent.Il;

internal enum SignatureKind
{
    Void,

    /// <summary>A number, char or bool, native int included; <see cref="SignatureType.Element"/> tells which.</summary>
    Primitive,

    /// <summary>An unmanaged pointer, or a function pointer.</summary>
    Pointer,
    ByRef,

    /// <summary>A class, interface, string, object, array, or an instance of a generic class.</summary>
    Reference,

    /// <summary>A struct or an enum, or an instance of a generic one.</summary>
    Value,

    /// <summary>A type variable of the type or of the method.</summary>
    TypeVariable,
    TypedByRef,
}

/// <summary>One type of a signature.</summary>
internal sealed class SignatureType
{
    private SignatureType(byte[] blob, byte[] bare, bool isPinned, bool containsTypeVariables)
    {
        Blob = blob;
        Bare = bare;
        IsPinned = isPinned;
        ContainsTypeVariables = containsTypeVariables;
        Element = (ElementType)bare[0];
        Kind = Classify(bare);
    }

    /// <summary>As it stands in the signature, with modifiers and the pinned mark.</summary>
    public byte[] Blob { get; }

    /// <summary>Without the modifiers and the pinned mark in front. What is inside it is unchanged.</summary>
    public byte[] Bare { get; }

    public bool IsPinned { get; }

    public bool ContainsTypeVariables { get; }

    public ElementType Element { get; }

    public SignatureKind Kind { get; }

    /// <summary>What a by-ref, a pointer or a vector array is of; null for all others and for function pointers.</summary>
    public SignatureType? Inner => Element is ElementType.ByRef or ElementType.Pointer or ElementType.VectorArray ? Parse(Bare.AsSpan(1)) : null;

    /// <summary>Number of the type variable; -1 when it is none.</summary>
    public int VariableNumber
    {
        get
        {
            var scanner = new SignatureScanner(Bare.AsSpan(1));
            return Kind == SignatureKind.TypeVariable ? scanner.ReadCompressed() : -1;
        }
    }

    /// <summary>TypeDef, TypeRef or TypeSpec of a class or value type, or of the generic type of an instance; 0 for all others.</summary>
    public int TypeToken
    {
        get
        {
            var instance = Element == ElementType.GenericInstance;
            var scanner = new SignatureScanner(Bare.AsSpan(instance ? 2 : 1));
            return instance || Element is ElementType.Class or ElementType.ValueType ? scanner.ReadTypeToken() : 0;
        }
    }

    public static SignatureType Parse(ReadOnlySpan<byte> blob)
    {
        var scanner = new SignatureScanner(blob);
        return Read(ref scanner);
    }

    public static SignatureType Of(ElementType element) => new([(byte)element], [(byte)element], isPinned: false, containsTypeVariables: false);

    internal static SignatureType Read(ref SignatureScanner scanner)
    {
        var start = scanner.Position;
        scanner.SkipModifiers();
        var pinned = HasPinned(scanner.Since(start));
        var bareStart = scanner.Position;
        var variables = scanner.Variables;
        scanner.SkipType();
        var bare = scanner.Since(bareStart).ToArray();
        return new SignatureType(bareStart == start ? bare : scanner.Since(start).ToArray(), bare, pinned, scanner.Variables > variables);
    }

    public bool SameAs(SignatureType other) => Bare.AsSpan().SequenceEqual(other.Bare);

    public override string ToString() => $"{Kind} {Convert.ToHexString(Blob)}";

    private static bool HasPinned(ReadOnlySpan<byte> modifiers)
    {
        var scanner = new SignatureScanner(modifiers);
        while (!scanner.AtEnd)
        {
            if ((ElementType)scanner.ReadByte() == ElementType.Pinned)
            {
                return true;
            }

            scanner.ReadTypeToken();
        }

        return false;
    }

    private static SignatureKind Classify(byte[] bare) => (ElementType)bare[0] switch
    {
        ElementType.Void => SignatureKind.Void,
        ElementType.Pointer or ElementType.FunctionPointer => SignatureKind.Pointer,
        ElementType.ByRef => SignatureKind.ByRef,
        ElementType.TypedByRef => SignatureKind.TypedByRef,
        ElementType.TypeVariable or ElementType.MethodTypeVariable => SignatureKind.TypeVariable,
        ElementType.ValueType => SignatureKind.Value,
        ElementType.GenericInstance when bare[1] == (byte)ElementType.ValueType => SignatureKind.Value,
        ElementType.GenericInstance or ElementType.Class or ElementType.String or ElementType.Object
            or ElementType.Array or ElementType.VectorArray => SignatureKind.Reference,
        _ => SignatureKind.Primitive,
    };
}
