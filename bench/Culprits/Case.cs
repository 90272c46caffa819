using System.Text.Json;
using Plumbline.Git.Culprits;
using Plumbline.Ledger.Culprits;

namespace Plumbline.Bench.Culprits;

/// <summary>A fix with its candidates, and which of them its developers named.</summary>
/// <param name="Time">When the fix was committed.</param>
/// <param name="Named">How many culprits the developers named.</param>
/// <param name="Features">Of each candidate.</param>
/// <param name="Times">When each candidate was committed.</param>
/// <param name="IsTrue">Which candidates were named.</param>
/// <param name="Rules">Whether B (each commit), R and L are right, for comparison.</param>
internal sealed record Case(long Time, int Named, double[][] Features, long[] Times, bool[] IsTrue, (int Right, int Said)[] Rules)
{
    public static IReadOnlyList<(string Fix, HashSet<string> Culprits)> ReadPairs(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.GetProperty("fixes").EnumerateArray().Select(pair => (pair[0].GetString()!, pair[1].EnumerateArray().Select(one => one.GetString()!).ToHashSet()))];
    }

    public static List<Case> Of(CulpritMaterial material, IReadOnlyList<(string Fix, HashSet<string> Culprits)> pairs)
    {
        var search = new CulpritSearch(material.Book);
        var cases = new List<Case>();
        for (var i = 0; i < pairs.Count; i++)
        {
            var (fix, named) = (material.Fixes[i], pairs[i].Culprits);
            var ranked = search.Rank(fix, material.MayOf(fix), out _);
            var band = search.Find(fix, material.MayOf(fix)).Band;
            cases.Add(new Case(
                material.Book[fix.Commit].Time,
                named.Count,
                [.. ranked.Select(one => one.Features)],
                [.. ranked.Select(one => material.Book[one.Commit].Time)],
                [.. ranked.Select(one => named.Contains(material.Book[one.Commit].Id))],
                [(band.All.Count(one => named.Contains(one.Commit)), band.All.Count), Rule(band.Newest, named), Rule(band.Largest, named)]));
        }

        return cases;
    }

    private static (int Right, int Said) Rule(string? said, HashSet<string> named) => said is null ? (0, 0) : (named.Contains(said) ? 1 : 0, 1);
}
