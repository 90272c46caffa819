namespace Plumbline.Wire;

/// <summary>Asks for loaded methods whose name matches.</summary>
/// <param name="Pattern">A PLACE without event, or a part of a name; <c>*</c> matches any run of characters.</param>
/// <param name="Limit">Most rows to answer.</param>
/// <param name="IncludeFramework">Whether assemblies of the framework are searched.</param>
internal sealed record FindMethods(string Pattern, int Limit, bool IncludeFramework = false) : WireMessage
{
    /// <summary>Paths of symbol files given by the user.</summary>
    public string[] Pdb { get; init; } = [];
}
