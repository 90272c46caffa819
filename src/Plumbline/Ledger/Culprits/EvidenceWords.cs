using System.Globalization;

namespace Plumbline.Ledger.Culprits;

/// <summary>Says in words what speaks for a candidate.</summary>
internal sealed class EvidenceWords(CommitBook book, LineEvidence lines)
{
    private const int MostReasons = 4;
    private const int LongestQuote = 60;
    private const double Least = 0.15;

    public IReadOnlyList<string> Of(int commit, double[] features)
    {
        var reasons = Enum.GetValues<CulpritFeature>()
            .Select(feature => (Feature: feature, Counts: CulpritWeights.Of(feature) * features[(int)feature]))
            .Where(one => Math.Abs(one.Counts) >= Least)
            .OrderByDescending(one => Math.Abs(one.Counts))
            .Select(one => Say(one.Feature, features[(int)one.Feature], commit))
            .OfType<string>().Distinct().Take(MostReasons);
        return [.. Place(commit), .. reasons];
    }

    private IEnumerable<string> Place(int commit)
    {
        if (lines.Shown.TryGetValue(commit, out var shown))
        {
            var text = shown.Text.Trim();
            yield return string.Create(CultureInfo.InvariantCulture, $"{shown.Path}:{shown.Line} {(text.Length > LongestQuote ? text[..LongestQuote] + "…" : text)}");
        }
    }

    private string? Say(CulpritFeature feature, double value, int commit) => feature switch
    {
        CulpritFeature.WroteLine =>
            string.Create(CultureInfo.InvariantCulture, $"wrote {lines.Lines[commit]:0} of {lines.Lines.Total:0} lines that the fix replaced"),
        CulpritFeature.Tokens => Share(value, "brought in what the fix took out of them"),
        CulpritFeature.Neighbours => Share(value, "wrote the lines around what the fix put in"),
        CulpritFeature.SameFunction => "changed the same function",
        CulpritFeature.Files => Share(value, "changed the same files"),
        CulpritFeature.AddedNames or CulpritFeature.Names => "introduced names that the fix uses",
        CulpritFeature.CodeAround or CulpritFeature.CodeOfMost => "added code of the same names",
        CulpritFeature.Message or CulpritFeature.Subject or CulpritFeature.SubjectInMessage => $"its message is about the same: {book[commit].Subject}",
        CulpritFeature.SubjectInCode => "its subject names what the fix changed",
        CulpritFeature.BroughtBack => Share(value, "removed the lines that the fix brought back"),
        CulpritFeature.SameWork => "against it: part of the same work as the fix",
        _ => null,
    };

    private static string Share(double value, string what) => value > 0.995 ? what : string.Create(CultureInfo.InvariantCulture, $"{what} ({value:P0})");
}
