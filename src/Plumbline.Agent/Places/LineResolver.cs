using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Symbols;
using Plumbline.Wire;

namespace Plumbline.Agent.Places;

/// <summary>Resolves line places: each method or lambda with a statement that starts on a wanted line.</summary>
internal sealed class LineResolver(SymbolStore symbols, ResolveOptions options)
{
    public PlaceResolution Resolve(LinePlace place, IReadOnlyList<ModuleImage> modules)
    {
        var search = new DocumentSearch(symbols, options);
        var documents = search.Find(place.File, modules);
        if (documents.Count == 0)
        {
            return NoFile(place, search);
        }

        var paths = documents.Select(document => document.Document.Path).Distinct().ToArray();
        if (paths.Length > 1)
        {
            return PlaceResolution.Failed(
                FailureCode.PlaceAmbiguous,
                $"{place.File} may mean {paths.Length} files.",
                [.. paths.Select(path => path + place.Text[place.Text.LastIndexOf(':')..])],
                "Give more of the path.");
        }

        var code = documents.Select(document => DocumentCode.Read(document)).ToArray();
        var without = place.Lines.Where(line => !code.Any(document => document.StartsAt(line))).ToArray();
        if (without.Length == place.Lines.Length || without.Any(place.Named.Contains))
        {
            return NoCode(place, without.FirstOrDefault(place.Named.Contains, without[0]), code);
        }

        return PlaceResolution.Found(code.SelectMany(document => Places(document, place.Lines)));
    }

    private IEnumerable<ResolvedPlace> Places(DocumentCode code, int[] lines)
    {
        foreach (var method in code.Methods)
        {
            var points = lines.SelectMany(method.PointsAt).ToArray();
            if (points.Length == 0)
            {
                continue;
            }

            var image = code.Source.Image;
            var body = MetadataTokens.MethodDefinitionHandle(method.Token & 0xffffff);
            var (declared, kind) = StateMachineOrigin.Of(image, code.Source.Symbols, body);
            yield return new ResolvedPlace
            {
                Module = image,
                DeclaredToken = MetadataTokens.GetToken(declared),
                BodyToken = method.Token,
                BodyKind = kind,
                SourceName = SourceName.Of(image, declared),
                Lines = points,
                File = code.Source.Document.Path,
                Line = points[0].Line,
                Symbols = code.Source.Symbols,
                Refusal = Refusals.For(image, declared, body, options.IncludeFramework),
            };
        }
    }

    private static PlaceResolution NoFile(LinePlace place, DocumentSearch search)
    {
        if (search.Problems.FirstOrDefault(problem => problem.Status == SymbolStatus.WrongId) is { } wrong)
        {
            return PlaceResolution.Failed(
                FailureCode.WrongSymbols, wrong.Reason, search.Nearest(place.File), "Give the PDB of the build that is running with --pdb.");
        }

        var nearest = search.Nearest(place.File);
        var without = nearest.Length > 0 ? [] : search.WithoutSymbols;
        return PlaceResolution.Failed(
            FailureCode.PlaceNotFound,
            $"No loaded assembly was compiled from {place.File}.{(without.Length > 0 ? " " + without[0] : "")}",
            nearest,
            without.Length > 0 ? "Give the symbols with --pdb, or name a method." : "Check the file's name. If its assembly is not loaded yet, --pending waits for it.");
    }

    private static PlaceResolution NoCode(LinePlace place, int line, DocumentCode[] code)
    {
        var nearest = code.Select(document => document.NearestTo(line)).Where(near => near > 0).Distinct().ToArray();
        return PlaceResolution.Failed(
            FailureCode.PlaceNotFound,
            $"No statement starts at line {line} of {place.File}{(nearest.Length > 0 ? $"; the nearest one starts at line {nearest[0]}" : "")}.",
            [.. nearest.Select(near => $"{place.File}:{near}")],
            "See the lines that can take a probe with 'plumb lines'.");
    }
}
