using Plumbline.Origin.Lines;
using Plumbline.Origin.Verdicts;

namespace Plumbline.Origin.Summaries;

/// <summary>A revision's lines by origin, tool, language and folder.</summary>
internal sealed class OriginSummary
{
    public OriginTally Total { get; } = new();

    public Dictionary<string, OriginTally> Languages { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, OriginTally> Folders { get; } = new(StringComparer.Ordinal);

    public Dictionary<(OriginClass Class, string? Tool, string? Model), long> Tools { get; } = [];

    /// <summary>All lines but generated ones by the strength of their evidence.</summary>
    public Dictionary<Tier, long> Tiers { get; } = [];

    /// <summary>Of the lines that count, those which a tool's commit moved or copied, and which stay with who wrote them.</summary>
    public long MovedByTools { get; private set; }

    public int Files { get; private set; }

    /// <summary>Files without lines: binary, links, submodules, pointers, missing.</summary>
    public Dictionary<FileKind, int> WithoutLines { get; } = [];

    /// <param name="runs">The verdicts on the lines that are wanted.</param>
    /// <param name="boilerplate">For each line of the file whether it is boilerplate; empty where the content was not read.</param>
    public void Add(FileOrigins file, IEnumerable<VerdictRun> runs, bool[] boilerplate, bool generated)
    {
        if (file.Kind != FileKind.Text)
        {
            WithoutLines[file.Kind] = WithoutLines.GetValueOrDefault(file.Kind) + 1;
            return;
        }

        Files++;
        var language = Of(Languages, LanguageNames.Of(file.Path));
        var slash = file.Path.IndexOf('/', StringComparison.Ordinal);
        var folder = Of(Folders, slash < 0 ? "." : file.Path[..slash]);
        foreach (var run in runs)
        {
            var plain = generated || boilerplate.Length == 0 ? 0 : boilerplate.AsSpan(run.Start - 1, run.Count).Count(true);
            Add(run, run.Count - plain, generated ? OriginBuckets.Generated : run.Verdict.Buckets, language, folder);
            Add(run, plain, OriginBuckets.Boilerplate, language, folder);
        }
    }

    private void Add(VerdictRun run, long lines, OriginBuckets buckets, OriginTally language, OriginTally folder)
    {
        if (lines == 0)
        {
            return;
        }

        Total.Add(run.Verdict.Class, buckets, lines);
        language.Add(run.Verdict.Class, buckets, lines);
        folder.Add(run.Verdict.Class, buckets, lines);
        if (!buckets.HasFlag(OriginBuckets.Generated))
        {
            Tiers[run.Tier] = Tiers.GetValueOrDefault(run.Tier) + lines;
        }

        MovedByTools += buckets == OriginBuckets.None && run.IsToolsMove ? lines : 0;
        if (buckets == OriginBuckets.None && run.Verdict.Class is (OriginClass.Ai or OriginClass.Mixed))
        {
            var key = (run.Verdict.Class, run.Verdict.Tool, run.Verdict.Model);
            Tools[key] = Tools.GetValueOrDefault(key) + lines;
        }
    }

    private static OriginTally Of(Dictionary<string, OriginTally> tallies, string key)
    {
        if (!tallies.TryGetValue(key, out var tally))
        {
            tallies[key] = tally = new OriginTally();
        }

        return tally;
    }
}
