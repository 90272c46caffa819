namespace Plumbline.Agent.Il;

internal enum StackKind : byte
{
    /// <summary>Of a type that could not be found out: its assembly is not loaded. Fits everything, and can't be kept in a local.</summary>
    Unknown,
    I4,
    I8,

    /// <summary>Native int and unmanaged pointers.</summary>
    I,
    F,

    /// <summary>An object reference.</summary>
    Ref,
    ByRef,

    /// <summary>A struct or a value of a type variable.</summary>
    Value,
}

/// <summary>The type of one entry of the evaluation stack.</summary>
/// <param name="Kind">What the runtime tells apart on the stack.</param>
/// <param name="Type">For a value: its type; for a float that type; else null. Null, too, where no signature names it, as for the handle that ldtoken pushes.</param>
internal readonly record struct StackType(StackKind Kind, SignatureType? Type = null)
{
    public static StackType Unknown => default;

    public static StackType I4 => new(StackKind.I4);

    public static StackType I8 => new(StackKind.I8);

    public static StackType I => new(StackKind.I);

    /// <summary>A double, or a float that met a double.</summary>
    public static StackType F => new(StackKind.F);

    /// <summary>
    /// A float. The runtime keeps it one until it meets a double: a local of the wider type would let the rest of an expression be computed
    /// with more digits, and give another result.
    /// </summary>
    public static StackType Single { get; } = new(StackKind.F, SignatureType.Of(ElementType.R4));

    public static StackType Ref => new(StackKind.Ref);

    public static StackType ByRef => new(StackKind.ByRef);

    public static StackType Value(SignatureType? type) => new(StackKind.Value, type);

    public bool IsTypeVariable => Type?.Kind == SignatureKind.TypeVariable;

    /// <summary>The type of a local that can hold the entry, as a blob: by-refs as `uint8&amp;`, references as `object`. Null when none can.</summary>
    public byte[]? LocalBlob => Kind switch
    {
        StackKind.I4 => [(byte)ElementType.I4],
        StackKind.I8 => [(byte)ElementType.I8],
        StackKind.I => [(byte)ElementType.I],
        StackKind.F => [(byte)(Type is null ? ElementType.R8 : ElementType.R4)],
        StackKind.Ref => [(byte)ElementType.Object],
        StackKind.ByRef => [(byte)ElementType.ByRef, (byte)ElementType.U1],
        StackKind.Value => Type?.Bare,
        _ => null,
    };

    /// <summary>What a number, char, bool or native int is on the stack.</summary>
    public static StackType OfPrimitive(ElementType element) => element switch
    {
        ElementType.I8 or ElementType.U8 => I8,
        ElementType.R4 => Single,
        ElementType.R8 => F,
        ElementType.I or ElementType.U => I,
        _ => I4,
    };

    public override string ToString() => Kind == StackKind.Value ? $"Value({Type?.ToString() ?? "?"})" : Kind.ToString();
}
