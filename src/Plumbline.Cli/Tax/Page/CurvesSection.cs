using Plumbline.Cli.Tax.Page.Charts;
using Plumbline.Ledger.Tax;

namespace Plumbline.Cli.Tax.Page;

/// <summary>M2: who failed by when, all watched alike.</summary>
internal static class CurvesSection
{
    public static Markup Of(TaxReport report)
    {
        var curves = report.Curves.Curves;
        var chart = new CurveChart(curves);
        var told = string.Join("; ", curves.Select(curve => $"{TaxWords.Origin(curve.Origin)}: {string.Join(", ", curve.Horizons.Where(point => point.IsTold).Select(point => $"{TaxWords.Percent(point.Incidence)} by day {point.Day}"))}"));
        var keys = curves.Select(curve => Markup.Of($"<span class=\"nb\">{OriginStyle.Key(curve.Origin)}{TaxWords.Origin(curve.Origin)}</span> "));
        var main = Markup.Of($"""
            {PageParts.Say(SectionWords.Curves(report))}
            <p class="keys">{keys}</p>
            {Chart.Of("curves", "Share of changes with an incident by days since they shipped", told, chart.Draw)}
            {PageParts.Table("Share of changes with an incident within so many days", ["origin", "changes", "failed", "30 days", "90 days", "180 days"], curves.Select(Row))}
            {PageParts.Fine($"Shaded: 95 % bands. A curve ends where fewer than {Figure.Fewest} changes are still watched. Changes that shipped from {TaxWords.Day(report.Curves.From)} on.")}
            """);
        return PageParts.Section(report, "curves", "How many fail, and how soon", ["M2"], main);
    }

    private static Markup[] Row(FailureCurve curve) =>
    [
        PageParts.Origin(curve.Origin, TaxWords.Origin(curve.Origin)),
        PageParts.Cell(TaxWords.Number(curve.Changes)),
        PageParts.Cell(TaxWords.Number(curve.Failed)),
        .. curve.Horizons.Select(point => point.IsTold
            ? PageParts.Cell(TaxWords.Percent(point.Incidence), $"{TaxWords.Percents(point.Interval)}, {TaxWords.Number(point.AtRisk)} watched")
            : PageParts.Cell("–", $"{TaxWords.Number(point.AtRisk)} watched")),
    ];
}
