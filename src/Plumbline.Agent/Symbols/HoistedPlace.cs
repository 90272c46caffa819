using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Plumbline.Agent.Symbols;

/// <summary>Where a place lies in the scopes of the hoisted locals of a state machine.</summary>
/// <param name="Scopes">By slot; null where they are not known.</param>
/// <param name="Offset">Offset in the MoveNext that the scopes count in.</param>
internal readonly record struct HoistedPlace(HoistedScope[]? Scopes, int Offset)
{
    public static HoistedPlace Of(MetadataReader metadata, ModuleSymbols? symbols, MethodDefinitionHandle body, int ilOffset)
    {
        var method = symbols?.For(MetadataTokens.GetToken(body));
        var definition = metadata.GetMethodDefinition(body);
        if (symbols is null || method is null || !metadata.StringComparer.StartsWith(definition.Name, "<>m__Finally"))
        {
            return new HoistedPlace(method?.HoistedScopes, ilOffset);
        }

        var handle = metadata.GetTypeDefinition(definition.GetDeclaringType()).GetMethods()
            .FirstOrDefault(sibling => metadata.StringComparer.Equals(metadata.GetMethodDefinition(sibling).Name, "MoveNext"));
        return !handle.IsNil && symbols.For(MetadataTokens.GetToken(handle)) is { } moveNext ? Before(moveNext, method) : default;
    }

    /// <summary>
    /// The finally block of an iterator is a method of its own. It lies, for the scopes, behind what the source has in front of it.
    /// </summary>
    private static HoistedPlace Before(MethodSymbols moveNext, MethodSymbols block)
    {
        var first = block.Points.FirstOrDefault(point => !point.IsHidden);
        var before = moveNext.Points
            .Where(point => !point.IsHidden && point.Document == first.Document && point.StartLine <= first.StartLine)
            .Select(point => point.Offset).DefaultIfEmpty().Max();
        return new HoistedPlace(moveNext.HoistedScopes, before);
    }
}
