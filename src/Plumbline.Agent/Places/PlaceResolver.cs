using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Places;

/// <summary>What a resolution may look at.</summary>
/// <param name="IncludeFramework">Whether methods of the framework may be probed.</param>
/// <param name="Pdb">Paths of symbol files given by the user.</param>
internal sealed record ResolveOptions(bool IncludeFramework, IReadOnlyList<string> Pdb);

/// <summary>Finds the methods that a place stands for among the loaded modules.</summary>
internal sealed class PlaceResolver(SymbolStore symbols)
{
    /// <summary>Resolves one place. Methods that can't be probed are among the result, with their refusal.</summary>
    public PlaceResolution Resolve(Place place, IReadOnlyList<ModuleImage> modules, ResolveOptions options) => place switch
    {
        MethodPlace method => new MethodResolver(symbols, options).Resolve(method, modules),
        LinePlace lines => new LineResolver(symbols, options).Resolve(lines, modules),
        _ => throw new ArgumentException("Not a kind of place.", nameof(place)),
    };
}
