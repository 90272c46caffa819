namespace Plumbline.Agent.Il;

/// <summary>What a call takes from the stack and puts there.</summary>
internal sealed record CallShape
{
    public required bool HasThis { get; init; }

    /// <summary>Whether it is an instance constructor.</summary>
    public bool IsConstructor { get; init; }

    /// <summary>Whether it is known to be abstract: the metadata at hand does not say so of methods of other modules.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>What a value of the declaring type is on the stack: `newobj` pushes it. Unknown for `calli`.</summary>
    public StackType DeclaringType { get; init; }

    public required StackType[] Parameters { get; init; }

    /// <summary>Null when nothing is returned.</summary>
    public required StackType? Return { get; init; }

    /// <summary>The same with all that its signature says of it; null where it is not known.</summary>
    public SignatureType? ReturnType { get; init; }
}

/// <param name="Type">What the field's value is on the stack.</param>
/// <param name="IsStatic">Null when the metadata at hand does not say.</param>
/// <param name="IsLiteral">Whether it is a constant, which exists in metadata only.</param>
internal sealed record FieldShape(StackType Type, bool? IsStatic, bool IsLiteral = false);

/// <summary>What a verifier must know of the method whose body it looks at.</summary>
/// <param name="Signature">Of the definition.</param>
/// <param name="ThisIsByRef">Whether `this` is a by-ref, as in a struct.</param>
/// <param name="TypeArity">How many type variables its type has.</param>
internal sealed record MethodShape(MethodSignature Signature, bool ThisIsByRef, int TypeArity = 0);
