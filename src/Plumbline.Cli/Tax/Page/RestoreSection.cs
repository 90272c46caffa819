using Plumbline.Cli.Tax.Page.Charts;
using Plumbline.Ledger.Tax;
using Plumbline.Origin;

namespace Plumbline.Cli.Tax.Page;

/// <summary>M4: how long until it worked again.</summary>
internal static class RestoreSection
{
    public static Markup Of(TaxReport report)
    {
        var restoring = report.Restoring;
        var names = new[] { "<15 min", "<1 h", "<4 h", "<12 h", "<1 d", "<3 d", "<7 d", "7 d+" };
        var rows = restoring.Groups.Select(group => new BinRow(group.Origin, Name(group.Origin), Counts(group.Hours), group.Hours.Bins, group.Hours.Median)).ToList();
        var told = string.Join("; ", rows.Select(row => $"{row.Label}: {string.Join(", ", Spread.BinNames.Zip(row.Bins, (name, count) => $"{count} {name}"))}"));
        var table = restoring.Groups.Select(group => Row(PageParts.Origin(group.Origin, Name(group.Origin)), group.Hours)).ToList();
        if (restoring.OtherCause.Count > 0)
        {
            table.Add(Row(PageParts.Cell("no change to blame"), restoring.OtherCause));
        }

        var flaps = restoring.Flaps == 0 ? "" : $" {TaxWords.Plural(restoring.Flaps, "incident")} that ended by {(restoring.Flaps == 1 ? "itself" : "themselves")} at once {(restoring.Flaps == 1 ? "is" : "are")} left out.";
        var main = Markup.Of($"""
            {PageParts.Say(SectionWords.Restoring(report))}
            {(rows.Count == 0 ? Markup.None : Chart.Of("restoring", "Incidents by hours to restore, by origin of the change", told, new BinChart(names, rows).Draw))}
            {PageParts.Table("Time from detected to restored", ["origin", "incidents", "median", "nine of ten", "geometric mean"], table)}
            {PageParts.Fine("Bars: incidents that are restored, by how long it took; each row has its own height. Median and nine of ten take open ones into account, the geometric mean can't." + flaps)}
            """);
        return PageParts.Section(report, "restoring", "Time to restore", ["M4"], main);
    }

    public static string Name(OriginClass? origin) => origin is { } known ? TaxWords.Origin(known) : "nobody to name";

    private static Markup[] Row(Markup name, Spread hours) =>
    [
        name,
        PageParts.Cell(TaxWords.Number(hours.Count), $"{TaxWords.Number(hours.Open)} open"),
        hours.Median is { } median ? PageParts.Cell(SectionWords.Hours(median), SectionWords.Hours(hours.MedianInterval)) : PageParts.Cell("–", hours.IsTold ? "not reached" : "too few"),
        PageParts.Cell(hours.Ninth is { } ninth ? SectionWords.Hours(ninth) : "–"),
        hours.IsTold ? PageParts.Cell(SectionWords.Hours(hours.GeometricMean), SectionWords.Hours(hours.MeanInterval)) : PageParts.Cell("–"),
    ];

    private static string Counts(Spread hours) => hours.Open == 0 ? TaxWords.Plural(hours.Count, "incident") : $"{TaxWords.Plural(hours.Count, "incident")}, {TaxWords.Number(hours.Open)} open";
}
