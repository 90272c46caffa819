using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Symbols;
using Plumbline.Wire;

namespace Plumbline.Agent.Places;

/// <summary>Resolves method places.</summary>
internal sealed class MethodResolver(SymbolStore symbols, ResolveOptions options)
{
    private const int MaxCandidates = 20;

    public PlaceResolution Resolve(MethodPlace place, IReadOnlyList<ModuleImage> modules)
    {
        var wanted = modules.Where(module => IsWanted(module, place)).ToArray();
        var application = wanted.Where(module => !module.IsFramework).ToArray();
        var found = Matching(place, application);
        if (found.Count == 0 || options.IncludeFramework)
        {
            found.AddRange(Matching(place, wanted.Where(module => module.IsFramework)));
        }

        if (found.Count == 0)
        {
            return NotFound(place, wanted.Length == 0 ? modules : wanted, wanted.Length == 0);
        }

        found = WithParameters(place, found, out var overloads);
        if (found.Count == 0)
        {
            return PlaceResolution.Failed(
                FailureCode.PlaceNotFound, $"No overload of {place.Name.Text} has these parameters.", overloads, "Pick one of the overloads.");
        }

        var identities = found.Select(Identity).Distinct().ToArray();
        if (identities.Length > 1 && !place.IsMany)
        {
            return PlaceResolution.Failed(
                FailureCode.PlaceAmbiguous,
                $"{place.Text} may mean {identities.Length} methods.",
                Candidates(found),
                "Name one of them, or use (*) or * to mean all.");
        }

        return PlaceResolution.Found(found.Select(method => ResolvedPlace.Of(method, symbols.For(method.Image, options.Pdb).Symbols, place.Events, options.IncludeFramework)));
    }

    /// <summary>A whole name before one that only ends so; within these, as written before the forms of the compiler.</summary>
    private static List<FoundMethod> Matching(MethodPlace place, IEnumerable<ModuleImage> modules)
    {
        var whole = new List<FoundMethod>();
        var suffix = new List<FoundMethod>();
        var filter = new NameFilter(place.Name.Needle, ignoreCase: false);
        foreach (var method in modules.SelectMany(module => MethodWalk.Candidates(module, filter)))
        {
            var forms = MethodForms.Of(method.Image, method.Owner, method.Handle);
            if (forms.Any(form => place.Name.IsWhole(form)))
            {
                whole.Add(method);
            }
            else if (forms.Any(form => place.Name.IsSuffix(form)))
            {
                suffix.Add(method);
            }
        }

        return whole.Count > 0 && !place.Name.HasStar ? whole : [.. whole, .. suffix];
    }

    private static List<FoundMethod> WithParameters(MethodPlace place, List<FoundMethod> found, out string[] overloads)
    {
        overloads = [];
        if (place.Parameters is not { IsAny: false } wanted)
        {
            return found;
        }

        var fits = found
            .Select(method => (Method: method, Fit: wanted.Fit(ParameterList.Read(method.Image, method.Handle, qualified: true))))
            .Where(fit => fit.Fit > 0)
            .ToArray();
        overloads = fits.Length == 0 ? Candidates(found) : [];
        var best = fits.Length == 0 ? 0 : fits.Max(fit => fit.Fit);
        return [.. fits.Where(fit => fit.Fit == best).Select(fit => fit.Method)];
    }

    private PlaceResolution NotFound(MethodPlace place, IReadOnlyList<ModuleImage> modules, bool noModule)
    {
        if (noModule)
        {
            var names = modules.Where(module => !module.IsFramework).Select(module => module.Name).Distinct();
            return PlaceResolution.Failed(
                FailureCode.PlaceNotFound,
                $"No loaded assembly is {place.Assembly}{(place.Context is null ? "" : $"[{place.Context}]")}.",
                NearestNames.Of(place.Assembly ?? "", names.Select(name => (name, name)), 5));
        }

        var nearest = new NearestMethods(place.Name).Find(modules.Where(module => options.IncludeFramework || !module.IsFramework));
        return PlaceResolution.Failed(
            FailureCode.PlaceNotFound,
            $"No loaded method is named {place.Name.Text}.",
            nearest,
            LooksLikeFile(place.Name.Text) ? $"For lines of a file, say which: {place.Name.Text}:42. 'plumb lines' shows those that can take a probe."
                : nearest.Length > 0 ? "Pick one of the nearest names, or search with 'plumb methods'."
                : "Search with 'plumb methods'. If its assembly is not loaded yet, --pending waits for it.");
    }

    private static bool LooksLikeFile(string text) => text.EndsWith(".cs", StringComparison.Ordinal) || text.EndsWith(".vb", StringComparison.Ordinal)
        || text.EndsWith(".fs", StringComparison.Ordinal) || text.Contains('/', StringComparison.Ordinal);

    /// <summary>Copies of one assembly in several load contexts are one method to the user.</summary>
    private static string Identity(FoundMethod method) => $"{method.Image.Name}!{Shown(method)}";

    private static string[] Candidates(List<FoundMethod> found)
    {
        var severalAssemblies = found.Select(method => method.Image.Name).Distinct().Count() > 1;
        return [.. found.Select(method => severalAssemblies ? Identity(method) : Shown(method)).Distinct().Take(MaxCandidates)];
    }

    /// <summary>As a place that means this method only.</summary>
    private static string Shown(FoundMethod method)
    {
        var parameters = ParameterList.Read(method.Image, method.Handle, qualified: false).Items
            .Select(parameter => parameter.Modifier.Length > 0 ? $"{parameter.Modifier} {parameter.Type}" : parameter.Type);
        return $"{SourceName.Of(method.Image, method.Handle)}({string.Join(", ", parameters)})";
    }

    private static bool IsWanted(ModuleImage module, MethodPlace place) =>
        (place.Assembly is null || string.Equals(module.Name, place.Assembly, StringComparison.OrdinalIgnoreCase))
        && (place.Context is null || string.Equals(module.LoadContext ?? "Default", place.Context, StringComparison.OrdinalIgnoreCase));
}
