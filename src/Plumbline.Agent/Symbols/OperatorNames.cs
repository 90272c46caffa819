namespace Plumbline.Agent.Symbols;

/// <summary>How C# writes operators that metadata names <c>op_…</c>.</summary>
internal static class OperatorNames
{
    private static readonly Dictionary<string, string> s_symbols = new(StringComparer.Ordinal)
    {
        ["Addition"] = "+", ["Subtraction"] = "-", ["Multiply"] = "*", ["Division"] = "/", ["Modulus"] = "%",
        ["BitwiseAnd"] = "&", ["BitwiseOr"] = "|", ["ExclusiveOr"] = "^", ["LeftShift"] = "<<", ["RightShift"] = ">>",
        ["UnsignedRightShift"] = ">>>", ["Equality"] = "==", ["Inequality"] = "!=", ["LessThan"] = "<", ["GreaterThan"] = ">",
        ["LessThanOrEqual"] = "<=", ["GreaterThanOrEqual"] = ">=", ["UnaryPlus"] = "+", ["UnaryNegation"] = "-",
        ["LogicalNot"] = "!", ["OnesComplement"] = "~", ["Increment"] = "++", ["Decrement"] = "--", ["True"] = "true",
        ["False"] = "false", ["AdditionAssignment"] = "+=", ["SubtractionAssignment"] = "-=", ["MultiplicationAssignment"] = "*=",
        ["DivisionAssignment"] = "/=", ["ModulusAssignment"] = "%=", ["BitwiseAndAssignment"] = "&=", ["BitwiseOrAssignment"] = "|=",
        ["ExclusiveOrAssignment"] = "^=", ["LeftShiftAssignment"] = "<<=", ["RightShiftAssignment"] = ">>=",
        ["UnsignedRightShiftAssignment"] = ">>>=", ["IncrementAssignment"] = "++", ["DecrementAssignment"] = "--",
    };

    /// <summary>The source form, or null where the name is no operator; conversions get the type that <paramref name="result"/> gives.</summary>
    public static string? Of(string compiled, Func<string> result)
    {
        if (!compiled.StartsWith("op_", StringComparison.Ordinal))
        {
            return null;
        }

        var name = compiled[3..];
        var isChecked = name.StartsWith("Checked", StringComparison.Ordinal);
        name = isChecked ? name["Checked".Length..] : name;
        var word = isChecked ? "checked " : "";
        return name switch
        {
            "Implicit" => $"implicit operator {word}{result()}",
            "Explicit" => $"explicit operator {word}{result()}",
            _ => s_symbols.TryGetValue(name, out var symbol) ? $"operator {word}{symbol}" : null,
        };
    }
}
