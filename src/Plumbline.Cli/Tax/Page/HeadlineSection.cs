using Plumbline.Cli.Tax.Page.Charts;
using Plumbline.Ledger.Tax;

namespace Plumbline.Cli.Tax.Page;

/// <summary>The sentence, the figure, and what they come to.</summary>
internal static class HeadlineSection
{
    public static Markup Of(TaxReport report)
    {
        var chart = new WhiskerChart([.. report.Origins.Where(figures => figures.Shipped > 0).Select(Row)], TaxWords.Percent0);
        return Markup.Of($"""
            <section class="hero">
            <p class="lede">{PageParts.Unbroken(TaxWords.Opening(report))}</p>
            <p class="verdict">{PageParts.Unbroken(TaxWords.Of(report.Finding, report))}</p>
            {(CoverageWords.Proxies(report.Coverage) is { Length: > 0 } proxies ? Markup.Of($"<p class=\"fine warn\">{proxies}</p>") : Markup.None)}
            <figure class="chart">{Chart.Of("headline", "Share of changes that needed debugging in production, by origin", Told(report), chart.Draw)}
            <figcaption><span class="id">M10</span>: {Definitions.Of("M10")} {TaxWords.Window(report.Stamp)}; definitions {report.Stamp.Version}; {CoverageWords.Of(report.Coverage)}.</figcaption></figure>
            </section>

            """);
    }

    private static Whisker Row(OriginFigures figures)
    {
        var share = figures.Debugged;
        return new Whisker(
            figures.Origin,
            TaxWords.Origin(figures.Origin),
            $"{TaxWords.Number(share.Count)} of {TaxWords.Number(share.Of)}",
            share.IsTold ? share.Value : double.NaN,
            share.Interval,
            share.IsTold ? $"{TaxWords.Percent(share.Value)} ({TaxWords.Percents(share.Interval)})" : "too few to say");
    }

    private static string Told(TaxReport report) => string.Join("; ", report.Origins.Where(figures => figures.Shipped > 0).Select(Row).Select(row => $"{row.Label}: {row.Count}, {row.Text}"));
}
