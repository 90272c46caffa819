using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Plumbline.Agent.Symbols;

/// <summary>Which variables of the source can be read at a place of a body, and how.</summary>
internal static class VisibleVariables
{
    /// <summary>
    /// The variables in scope at an IL offset of <paramref name="body"/>: <c>this</c>, arguments in order, then locals. Without
    /// symbols: <c>this</c>, arguments and what a closure or state machine carries under its own name.
    /// </summary>
    /// <param name="body">The method that holds the code: MoveNext for a state machine.</param>
    public static IReadOnlyList<VisibleVariable> At(ModuleImage image, ModuleSymbols? symbols, MethodDefinitionHandle body, int ilOffset)
    {
        var method = symbols?.For(MetadataTokens.GetToken(body));
        var scope = new VariableScope(image.Metadata, method, ilOffset, HoistedPlace.Of(image.Metadata, symbols, body, ilOffset));
        try
        {
            scope.AddArguments(body);
            scope.AddLocals();
            scope.AddPrimaryParameters(body);
        }
        catch (Exception error) when (ModuleSymbols.IsDamage(error))
        {
            // Damaged metadata ends the walk; what was found before it is sound.
            scope.Damage = error.Message;
        }

        var found = scope.Ordered();
        return ilOffset > 0 && found.Any(IsOwnArgument) ? [.. found.Select(variable => Checked(image, body, variable))] : found;
    }

    /// <summary>Why a name is not among the variables at a place: a sentence for the user.</summary>
    public static string Explain(ModuleImage image, ModuleSymbols? symbols, MethodDefinitionHandle body, int ilOffset, string name)
    {
        if (symbols?.For(MetadataTokens.GetToken(body)) is not { } method)
        {
            return $"'{name}' is not a parameter here, and without symbols the names of locals are unknown.";
        }

        foreach (var other in method.Points.Where(point => !point.IsHidden))
        {
            var scope = At(image, symbols, body, other.Offset);
            if (scope.FirstOrDefault(variable => variable.Name == name) is { })
            {
                return $"'{name}' is not in scope here; it is at line {other.StartLine}.";
            }
        }

        return $"There is no variable '{name}' in this method, or the compiler removed it from optimised code.";
    }

    private static bool IsOwnArgument(VisibleVariable variable) =>
        variable is { Role: VariableRole.Argument, Root.Kind: RootKind.Argument, Path.Length: < 2 };

    /// <summary>An argument that a closure took over is out of date once somebody writes the closure's copy.</summary>
    private static VisibleVariable Checked(ModuleImage image, MethodDefinitionHandle body, VisibleVariable variable) =>
        IsOwnArgument(variable) && image.Captured.WrittenAfterCapture(body).Contains(variable.Name)
            ? variable with { Unavailable = "a lambda captured it, and optimised code keeps the captured variable out of reach here" }
            : variable;
}
