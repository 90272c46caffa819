using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Symbols;
using Plumbline.Wire;

namespace Plumbline.Agent.Places;

/// <summary>Answers which loaded methods match a part of a name. Case does not matter.</summary>
internal sealed class MethodSearch(SymbolStore symbols)
{
    public MethodsFound Find(FindMethods request, IReadOnlyList<ModuleImage> modules)
    {
        var pattern = NamePattern.Of(Trimmed(request.Pattern));
        var searched = modules.Where(module => request.IncludeFramework || !module.IsFramework).ToArray();
        var found = Matching(pattern, searched);
        string[] nearest = found.Count == 0 ? new NearestMethods(pattern).Find(searched) : [];
        var rows = found
            .OrderBy(method => method.Image.Name, StringComparer.Ordinal)
            .ThenBy(method => method.Owner, StringComparer.Ordinal)
            .ThenBy(method => MetadataTokens.GetRowNumber(method.Handle))
            .Take(Math.Max(0, request.Limit))
            .Select(method => Row(method, request));
        return new MethodsFound([.. rows], found.Count, nearest);
    }

    /// <summary>The methods whose name has the pattern as a part.</summary>
    public static List<FoundMethod> Matching(string pattern, IEnumerable<ModuleImage> modules) => Matching(NamePattern.Of(Trimmed(pattern)), modules);

    private static List<FoundMethod> Matching(NamePattern pattern, IEnumerable<ModuleImage> modules)
    {
        var found = new List<FoundMethod>();
        var filter = new NameFilter(pattern.Needle, ignoreCase: true);
        var types = new NameFilter(pattern.LongestName, ignoreCase: true);
        foreach (var module in modules)
        {
            string? lastOwner = null;
            var ownerMatches = false;
            bool Matches(string owner)
            {
                if (owner != lastOwner)
                {
                    (lastOwner, ownerMatches) = (owner, pattern.IsPart(owner));
                }

                return ownerMatches;
            }

            found.AddRange(MethodWalk.Candidates(module, filter, types, Matches)
                .Where(method => Matches(method.Owner) || MethodForms.Of(module, method.Owner, method.Handle).Any(pattern.IsPart)));
        }

        return found;
    }

    private MethodRow Row(FoundMethod method, FindMethods request)
    {
        var (body, _) = method.Image.StateMachines.BodyOf(method.Handle);
        var found = symbols.For(method.Image, request.Pdb).Symbols;
        var points = found?.PointsOf(MetadataTokens.GetToken(body)) ?? [];
        var first = points.FirstOrDefault(point => !point.IsHidden);
        return new MethodRow(
            SourceName.Of(method.Image, method.Handle),
            SourceName.Signature(method.Image, method.Handle),
            method.Image.Name,
            method.Image.LoadContext,
            SourceName.Kind(method.Image, method.Handle),
            points.Count > 0,
            found?.Documents.FirstOrDefault(document => document.Row == first.Document)?.Path,
            first.StartLine,
            Refusals.For(method.Image, method.Handle, body, request.IncludeFramework));
    }

    /// <summary>An event or parameters say nothing about the name.</summary>
    private static string Trimmed(string pattern)
    {
        var end = pattern.IndexOf('(', StringComparison.Ordinal) is var open and > 0 ? open : pattern.Length;
        var at = pattern.LastIndexOf('@');
        return (at > 0 && at < end ? pattern[..at] : pattern[..end]).Trim();
    }
}
