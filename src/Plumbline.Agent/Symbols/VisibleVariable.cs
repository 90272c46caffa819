namespace Plumbline.Agent.Symbols;

/// <summary>What a variable is to the user.</summary>
internal enum VariableRole
{
    This,
    Argument,
    Local,
}

/// <summary>Where reading a variable starts.</summary>
internal enum RootKind
{
    Argument,
    Local,
}

/// <param name="Index">IL index of the argument (0 is <c>this</c> of an instance method) or slot of the local.</param>
internal readonly record struct VariableRoot(RootKind Kind, int Index);

/// <summary>One hop through a field of a closure or state machine. An object on the way that is null means: not assigned yet.</summary>
/// <param name="Name">Compiled name of the field.</param>
/// <param name="Token">Its definition in the same module.</param>
internal readonly record struct FieldStep(string Name, int Token);

/// <summary>A variable of the source that is in scope at a place, and how to read it there.</summary>
internal sealed record VisibleVariable
{
    /// <summary>Source name.</summary>
    public required string Name { get; init; }

    public required VariableRole Role { get; init; }

    public VariableRoot Root { get; init; }

    /// <summary>Fields from the root to the value; empty when the root is the value.</summary>
    public FieldStep[] Path { get; init; } = [];

    /// <summary>
    /// Type of the value as a signature blob in the context of the probed body: by-ref and modifiers of the root kept when
    /// there is no path; empty for a constant.
    /// </summary>
    public byte[] Signature { get; init; } = [];

    /// <summary>Names of tuple members in the type, as in <see cref="TupleElements"/>.</summary>
    public string?[]? TupleNames { get; init; }

    /// <summary>Whether the value is a compile-time constant, which no IL slot holds.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Value of a constant: a primitive, a string, a decimal, or null.</summary>
    public object? Constant { get; init; }

    /// <summary>Type of a constant in C# form, where it is an enumeration or another named type.</summary>
    public string? ConstantType { get; init; }

    /// <summary>Why the value can't be read here, or null.</summary>
    public string? Unavailable { get; init; }
}
