using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Tax;

namespace Plumbline.Cli.Tax.Page;

/// <summary>M13, and every comparison that was made: who looks at twenty finds one.</summary>
internal static class CoverageSection
{
    public static Markup Of(TaxReport report)
    {
        var coverage = report.Coverage;
        var rows = new List<Markup[]>
        {
            Row("changes whose origin is known", coverage.Origins.Of, coverage.Origins.All),
            Row("their source lines", coverage.Lines.Of, coverage.Lines.All),
            Row("incidents with a culprit", coverage.Attributed.Of, coverage.Attributed.All),
            Row("changes with a recorded deployment", coverage.Recorded.Of, coverage.Recorded.All),
            Row("deployments whose commit is known", coverage.Deployed.Of, coverage.Deployed.All),
            Row("changes with hours of building", coverage.Built.Of, coverage.Built.All),
        };
        var excluded = coverage.Excluded.Count == 0 ? "" : $" Left out: {string.Join(", ", coverage.Excluded.OrderBy(one => one.Key).Select(one => $"{TaxWords.Number(one.Value)} {CoverageWords.Word(one.Key)}"))}.";
        var older = coverage.Older == 0 ? "" : $" {TaxWords.Plural(coverage.Older, "incident")} came from changes that shipped before the window, and {(coverage.Older == 1 ? "is" : "are")} in no rate.";
        var main = Markup.Of($"""
            {PageParts.Say($"Incidents by how sure their culprit is: {CoverageWords.Verdicts(coverage)}. Only {CoverageWords.Word(report.Question.Floor)} and better count.{older}{excluded}")}
            {PageParts.Table("What is known", ["", "known", "of", "share"], rows)}
            <details><summary>All {TaxWords.Number(report.Comparisons.All.Count)} comparisons of AI-written and human changes</summary>
            {PageParts.Table("Comparisons, adjusted for how many there are", ["what", "AI against human", "p", "q", "events"], report.Comparisons.All.Select(Row))}
            {PageParts.Fine($"q is p adjusted for the {TaxWords.Number(report.Comparisons.Told)} that could be told (Benjamini and Hochberg). The one that was chosen beforehand is the share that failed within {FailureCurves.Primary} days.")}</details>
            {PageParts.Fine("Not adjusted for: who wrote or reviewed a change, how hard it was, how critical the code is, and which changes people give to an AI. Attribution errs, and errs more where evidence is thin.")}
            """);
        return PageParts.Section(report, "coverage", "What this rests on", ["M13"], main);
    }

    private static Markup[] Row(string what, long of, long all) =>
        [PageParts.Cell(what), PageParts.Cell(TaxWords.Number(of)), PageParts.Cell(TaxWords.Number(all)), PageParts.Cell(all == 0 ? "–" : TaxWords.Percent((double)of / all))];

    private static Markup[] Row(Comparison one) =>
    [
        PageParts.Cell($"{one.Metric} {one.Name}"),
        PageParts.Cell(one switch
        {
            { IsTold: false } => one.Standing == Standing.NotCovered ? "not reportable" : "too few",
            { IsRatio: true } => PageParts.Ratio(one.Value, one.Interval),
            _ => $"{TaxWords.Percent(one.Value)} ({TaxWords.Percents(one.Interval)})",
        }),
        PageParts.Cell(one.IsTold ? TaxWords.Digits(one.P) : "–"),
        PageParts.Cell(one.IsTold ? TaxWords.Digits(one.Q) : "–"),
        PageParts.Cell(TaxWords.Number(one.Events), one.NeededForTwice > 0 && !one.IsTold ? $"about {TaxWords.Number(one.NeededForTwice)} for a ratio of 2" : ""),
    ];
}
