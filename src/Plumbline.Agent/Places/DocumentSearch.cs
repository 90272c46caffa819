using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Places;

/// <summary>A source file in the symbols of one module.</summary>
internal sealed record ModuleDocument(ModuleImage Image, ModuleSymbols Symbols, SourceDocument Document);

/// <summary>Finds source files by the end of their path. Framework modules are searched only when they may be probed.</summary>
internal sealed class DocumentSearch(SymbolStore symbols, ResolveOptions options)
{
    private const int MostNamed = 5;

    private readonly List<SymbolOutcome> _problems = [];
    private readonly List<string> _without = [];
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    /// <summary>Modules of the application whose symbols could not be used.</summary>
    public IReadOnlyList<SymbolOutcome> Problems => _problems;

    /// <summary>Why some assemblies could not be searched: of one the whole reason, of several their names.</summary>
    public string[] WithoutSymbols => _problems.Count switch
    {
        0 => [],
        1 => [_problems[0].Reason],
        _ => [$"There are no symbols of {string.Join(", ", _without.Take(MostNamed))}{(_without.Count > MostNamed ? $" and {_without.Count - MostNamed} more" : "")}."],
    };

    /// <summary>An exact path before one that ends so, the same case before another.</summary>
    public List<ModuleDocument> Find(string file, IReadOnlyList<ModuleImage> modules)
    {
        List<ModuleDocument> exact = [], ending = [], anyCase = [];
        foreach (var module in modules.Where(module => options.IncludeFramework || !module.IsFramework))
        {
            var outcome = symbols.For(module, options.Pdb);
            if (outcome.Symbols is not { } found)
            {
                _problems.Add(outcome);
                _without.Add(module.Name);
                continue;
            }

            foreach (var document in found.Documents)
            {
                _paths.Add(document.Path);
                var match = new ModuleDocument(module, found, document);
                if (document.Path == file)
                {
                    exact.Add(match);
                }
                else if (document.EndsWith(file, StringComparison.Ordinal))
                {
                    ending.Add(match);
                }
                else if (document.EndsWith(file, StringComparison.OrdinalIgnoreCase))
                {
                    anyCase.Add(match);
                }
            }
        }

        return exact.Count > 0 ? exact : ending.Count > 0 ? ending : anyCase;
    }

    /// <summary>Paths whose file name comes near, after a search that found nothing.</summary>
    public string[] Nearest(string file) => NearestNames.Of(FileName(file), _paths.Select(path => (FileName(path), path)), 5);

    private static string FileName(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}
