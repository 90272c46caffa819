namespace Plumbline.Agent.Expressions;

/// <summary>A node of the parsed expression.</summary>
/// <param name="Column">Where an error about this node points.</param>
internal abstract record Syntax(int Column)
{
    /// <summary>Span of the node in the text, for messages.</summary>
    public int Start { get; set; }
    public int End { get; set; }

    /// <summary>Nodes on the longest way down, this one included.</summary>
    public int Height { get; set; } = 1;

    public virtual IEnumerable<Syntax> Children => [];
}

/// <summary>Stands where the parser has failed; never compiled.</summary>
internal sealed record BadSyntax(int Column) : Syntax(Column);

/// <summary>A number, string, character, duration, true or false; null for <c>null</c>.</summary>
internal sealed record LiteralSyntax(object? Value, int Column) : Syntax(Column);

/// <summary>A variable, <c>this</c>, <c>@return</c> and such, a lambda's parameter, or the first part of a type's name.</summary>
internal sealed record NameSyntax(string Name, int Column) : Syntax(Column);

/// <summary>A built-in type's keyword where a value may stand: <c>int.MaxValue</c>.</summary>
internal sealed record KeywordTypeSyntax(string Keyword, int Column) : Syntax(Column);

internal sealed record MemberSyntax(Syntax Target, string Name, int Column) : Syntax(Column)
{
    public override IEnumerable<Syntax> Children => [Target];
}

internal sealed record IndexSyntax(Syntax Target, IReadOnlyList<Syntax> Arguments, int Column) : Syntax(Column)
{
    public override IEnumerable<Syntax> Children => Arguments.Prepend(Target);
}

internal sealed record CallSyntax(Syntax Target, string Name, IReadOnlyList<Syntax> Arguments, int Column) : Syntax(Column)
{
    public override IEnumerable<Syntax> Children => Arguments.Prepend(Target);
}

/// <summary><c>Target?.…</c>: <paramref name="Access"/> is what follows, built upon one <see cref="ReceiverSyntax"/>.</summary>
internal sealed record NullConditionalSyntax(Syntax Target, Syntax Access, int Column) : Syntax(Column)
{
    public override IEnumerable<Syntax> Children => [Target, Access];
}

/// <summary>The non-null value of the nearest enclosing <see cref="NullConditionalSyntax"/>'s target.</summary>
internal sealed record ReceiverSyntax(int Column) : Syntax(Column);

internal sealed record UnarySyntax(string Operator, Syntax Operand, int Column) : Syntax(Column)
{
    public override IEnumerable<Syntax> Children => [Operand];
}

internal sealed record BinarySyntax(string Operator, Syntax Left, Syntax Right, int Column) : Syntax(Column)
{
    public override IEnumerable<Syntax> Children => [Left, Right];
}

internal sealed record ConditionalSyntax(Syntax Condition, Syntax WhenTrue, Syntax WhenFalse, int Column) : Syntax(Column)
{
    public override IEnumerable<Syntax> Children => [Condition, WhenTrue, WhenFalse];
}

internal sealed record IsSyntax(Syntax Operand, PatternSyntax Pattern, int Column) : Syntax(Column)
{
    public override IEnumerable<Syntax> Children => [Operand, Pattern];
}

/// <summary><c>(Type)operand</c>, or <c>operand as Type</c>.</summary>
internal sealed record ConvertSyntax(Syntax Operand, TypeSyntax Type, bool IsAs, int Column) : Syntax(Column)
{
    public override IEnumerable<Syntax> Children => [Operand];
}

internal sealed record LambdaSyntax(string Parameter, Syntax Body, int Column) : Syntax(Column)
{
    public override IEnumerable<Syntax> Children => [Body];
}

/// <summary>A type's name as written: <c>A.B&lt;C&gt;[]?</c>.</summary>
/// <param name="Names">Parts between dots; a built-in type's keyword is one part.</param>
/// <param name="Arguments">Generic arguments of the last part.</param>
/// <param name="Ranks">Rank of each array level, in order of writing.</param>
internal sealed record TypeSyntax(
    IReadOnlyList<string> Names,
    IReadOnlyList<TypeSyntax> Arguments,
    IReadOnlyList<int> Ranks,
    bool Nullable,
    int Column) : Syntax(Column);

/// <summary>What may stand after <c>is</c>.</summary>
internal abstract record PatternSyntax(int Column) : Syntax(Column);

internal sealed record TypePatternSyntax(TypeSyntax Type, int Column) : PatternSyntax(Column);

/// <summary>A constant, or a comparison with one (<c>&gt; 3</c>).</summary>
internal sealed record ValuePatternSyntax(string Operator, Syntax Value, int Column) : PatternSyntax(Column)
{
    public override IEnumerable<Syntax> Children => [Value];
}

internal sealed record NotPatternSyntax(PatternSyntax Pattern, int Column) : PatternSyntax(Column)
{
    public override IEnumerable<Syntax> Children => [Pattern];
}

internal sealed record BothPatternSyntax(bool IsAnd, PatternSyntax Left, PatternSyntax Right, int Column) : PatternSyntax(Column)
{
    public override IEnumerable<Syntax> Children => [Left, Right];
}
