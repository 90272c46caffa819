using System.Globalization;
using Plumbline.Cli.Tax.Page.Charts;
using Plumbline.Ledger.Tax;

namespace Plumbline.Cli.Tax.Page;

/// <summary>M1: incidents by three exposures, and the ratio of AI-written to human changes under each.</summary>
internal static class RatesSection
{
    public static Markup Of(TaxReport report)
    {
        var rows = report.Rates.Select(rate => new Whisker(null, Short(rate.Name), TaxWords.Plural(rate.Events, "event"), rate.IsTold ? rate.Value : double.NaN, rate.Interval, rate.IsTold ? PageParts.Ratio(rate.Value, rate.Interval) : "too few")).ToList();
        var chart = new WhiskerChart(rows, TaxWords.Tick) { Divide = 1 };
        var told = string.Join("; ", rows.Select(row => $"{row.Label}: {row.Text}"));
        var heads = new[] { "origin", "changes", "incidents", "for 100 changes", "for 1,000 change-days", "for 1,000 lines" };
        var table = PageParts.Table("Incidents by origin, three exposures", heads, report.Origins.Where(figures => figures.Shipped > 0).Select(Row));
        var main = Markup.Of($"""
            {PageParts.Say(SectionWords.Rates(report))}
            {table}
            <h3>AI-written against human, times as many</h3>
            {Chart.Of("ratios", "Ratio of AI-written to human changes under three exposures", told, chart.Draw)}
            {PageParts.Fine("Right of the dashed line AI-written changes had more. Where the three point in different directions, the answer depends on what is divided by, and there is none.")}
            {Doubts(report)}
            """);
        return PageParts.Section(report, "rates", "Incidents by origin", ["M1"], main);
    }

    private static Markup[] Row(OriginFigures figures) =>
    [
        PageParts.Origin(figures.Origin, TaxWords.Origin(figures.Origin)),
        PageParts.Cell(TaxWords.Number(figures.Shipped)),
        PageParts.Cell(TaxWords.Number(figures.Incidents), $"{figures.Weighted.ToString("N1", CultureInfo.InvariantCulture)} by weight"),
        PageParts.Cell(figures.PerChange),
        PageParts.Cell(figures.PerDay),
        PageParts.Cell(figures.PerLine),
    ];

    /// <summary>What the intervals leave out.</summary>
    private static Markup Doubts(TaxReport report)
    {
        var rows = report.Rates.Where(rate => rate.Doubt is not null).Select(rate => new[]
        {
            PageParts.Cell(Short(rate.Name)),
            PageParts.Cell(PageParts.Ratio(rate.Value, rate.Interval), $"q {TaxWords.Digits(rate.Q)}"),
            PageParts.Cell(TaxWords.Digits(rate.Doubt!.Exact)),
            PageParts.Cell(TaxWords.Digits(rate.Doubt.Dispersion), rate.Doubt.Dispersion > Statistics.Dispersion.Over ? "interval widened" : "no clustering"),
            rate.Doubt.Imputed is { } imputed ? PageParts.Cell(PageParts.Ratio(imputed.Estimate, imputed.Interval)) : PageParts.Cell("–"),
            PageParts.Cell(string.Join(", ", rate.Doubt.Misattributed.Select(one => $"{TaxWords.Digits(one.Ratio)} at {TaxWords.Percent0(one.Precision)}"))),
        }).ToList();
        return rows.Count == 0 ? Markup.None : Markup.Of($"""
            <details><summary>How sure are these ratios?</summary>
            {PageParts.Table("The ratios under what their intervals leave out", ["exposure", "ratio", "exact interval", "clustering", "culprits drawn", "if so many attributions are right"], rows)}
            {PageParts.Fine("Clustering is how much more the events of a service come together than independent ones. Culprits drawn: for every incident one culprit is drawn by weight, 200 times. The last column takes out attributions that fell on candidates by chance.")}</details>
            """);
    }

    private static string Short(string name) => name.Replace("first incidents", "incidents", StringComparison.Ordinal).Replace("incidents for ", "for ", StringComparison.Ordinal);
}
