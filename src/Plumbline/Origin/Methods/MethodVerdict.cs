using Plumbline.Origin.Summaries;
using Plumbline.Origin.Verdicts;

namespace Plumbline.Origin.Methods;

/// <summary>The origin of a method: that of its lines by their length, without boilerplate.</summary>
/// <param name="Share">Characters by class, as shares of all that are counted.</param>
internal sealed record MethodVerdict(OriginClass Class, string? Tool, string? Model, double Confidence, OriginTally Lines, IReadOnlyDictionary<OriginClass, double> Share)
{
    /// <summary>A share below this does not make a method mixed.</summary>
    private const double Minority = 0.10;

    /// <param name="runs">The verdicts on the method's lines, boilerplate marked.</param>
    /// <param name="length">How many characters other than space a line has.</param>
    public static MethodVerdict Of(IEnumerable<VerdictRun> runs, Func<int, int> length)
    {
        var tally = new OriginTally();
        var weights = new Dictionary<OriginClass, double>();
        var sure = new Dictionary<OriginClass, double>();
        var tools = new Dictionary<(string? Tool, string? Model), double>();
        foreach (var run in runs)
        {
            tally.Add(run.Verdict.Class, run.Verdict.Buckets, run.Count);
            if (run.Verdict.Buckets != OriginBuckets.None)
            {
                continue;
            }

            var weight = (double)Enumerable.Range(run.Start, run.Count).Sum(length);
            Add(weights, run.Verdict.Class, weight);
            Add(sure, run.Verdict.Class, weight * run.Verdict.Confidence);
            if (run.Verdict.Class is OriginClass.Ai or OriginClass.Mixed)
            {
                Add(tools, (run.Verdict.Tool, run.Verdict.Model), weight);
            }
        }

        var all = weights.Values.Sum();
        var share = weights.ToDictionary(pair => pair.Key, pair => all > 0 ? Math.Round(pair.Value / all, 4) : 0);
        var origin = ClassOf(share);
        var about = weights.Where(pair => origin == OriginClass.Mixed ? pair.Key is OriginClass.Ai or OriginClass.Mixed : pair.Key == origin).ToList();
        var confidence = about.Sum(pair => pair.Value) is > 0 and var weighed ? about.Sum(pair => sure[pair.Key]) / weighed : 0;
        var (tool, model) = origin is OriginClass.Ai or OriginClass.Mixed && tools.Count > 0 ? tools.MaxBy(pair => pair.Value).Key : default;
        return new MethodVerdict(origin, tool, model, Math.Round(confidence, 3), tally, share);
    }

    private static OriginClass ClassOf(Dictionary<OriginClass, double> share)
    {
        var tool = share.GetValueOrDefault(OriginClass.Ai);
        var part = tool + share.GetValueOrDefault(OriginClass.Mixed);
        if (part < Minority)
        {
            return share.GetValueOrDefault(OriginClass.Human) > 1 - Minority ? OriginClass.Human : OriginClass.Unknown;
        }

        return tool > 1 - Minority ? OriginClass.Ai : OriginClass.Mixed;
    }

    private static void Add<T>(Dictionary<T, double> sums, T key, double weight)
        where T : notnull => sums[key] = sums.GetValueOrDefault(key) + weight;
}
