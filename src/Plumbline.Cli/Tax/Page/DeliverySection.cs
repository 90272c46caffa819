using Plumbline.Cli.Tax.Page.Charts;
using Plumbline.Ledger.Tax;

namespace Plumbline.Cli.Tax.Page;

/// <summary>DORA's five, a service at a time.</summary>
internal static class DeliverySection
{
    private const int MostRows = 15;

    public static Markup Of(TaxReport report)
    {
        var delivery = report.Delivery;
        var bands = new WhiskerChart([.. delivery.Bands.Where(band => band.FailRate.Of > 0).Select(Row)], TaxWords.Percent0);
        var rows = delivery.Services.Take(MostRows).Select(service => Row(service, TaxWords.Service(service.Service))).ToList();
        if (delivery.Services.Count > 1)
        {
            rows.Add(Row(delivery.All, "all together"));
        }

        var left = delivery.Services.Count > MostRows ? PageParts.Fine($"And {TaxWords.Number(delivery.Services.Count - MostRows)} services with fewer deployments.") : Markup.None;
        var main = Markup.Of($"""
            {PageParts.Say(SectionWords.Delivery(delivery.All))}
            {PageParts.Table("DORA's five by service", ["service", "deployments", "lead time", "change fail rate", "recovery", "rework"], rows)}
            {left}
            {PageParts.Fine("Lead time: first commit to production, median and the time of nine in ten. Recovery: median. DORA's figures are about one service at a time; the sum is for a first look.")}
            {(bands.Rows.Count > 0 ? Markup.Of($"<h3>Change fail rate by the share of AI lines in the deployment</h3>{Chart.Of("bands", "Change fail rate by share of AI lines", string.Join("; ", bands.Rows.Select(row => $"{row.Label}: {row.Count}, {row.Text}")), bands.Draw)}") : Markup.None)}
            """);
        return PageParts.Section(report, "delivery", "Deployments", ["M3", "M5", "M7"], main);
    }

    private static Markup[] Row(ServiceDelivery service, string name) =>
    [
        PageParts.Cell(name),
        PageParts.Cell(TaxWords.Number(service.Deployments), $"{TaxWords.Digits(service.PerWeek)} a week"),
        double.IsNaN(service.LeadMedian) ? PageParts.Cell("–") : PageParts.Cell(SectionWords.Hours(service.LeadMedian), SectionWords.Hours(service.LeadNinth)),
        PageParts.Share(service.FailRate),
        service.Recovery.Median is { } median
            ? PageParts.Cell(SectionWords.Hours(median), SectionWords.Hours(service.Recovery.MedianInterval))
            : PageParts.Cell("–", TaxWords.Plural(service.Recovery.Count, "recovery", "recoveries")),
        PageParts.Share(service.Rework),
    ];

    private static Whisker Row((string Band, Figure FailRate) band) => new(
        null,
        band.Band,
        $"{TaxWords.Number(band.FailRate.Count)} of {TaxWords.Number(band.FailRate.Of)}",
        band.FailRate.IsTold ? band.FailRate.Value : double.NaN,
        band.FailRate.Interval,
        band.FailRate.IsTold ? $"{TaxWords.Percent(band.FailRate.Value)} ({TaxWords.Percents(band.FailRate.Interval)})" : "too few to say");
}
