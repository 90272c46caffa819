using Plumbline.Cli.Tax.Page.Charts;
using Plumbline.Ledger.Tax;

namespace Plumbline.Cli.Tax.Page;

/// <summary>M12: hours after shipping for an hour of building.</summary>
internal static class DebuggingSection
{
    public static Markup Of(TaxReport report)
    {
        var groups = report.Tax.Groups;
        var rows = groups.Select(group => new Whisker(
            group.Origin,
            TaxWords.Origin(group.Origin),
            $"{TaxWords.Number(group.Spent.All)} of {TaxWords.Number(group.Build)} h",
            group.Ratio.IsTold ? group.Ratio.Value : double.NaN,
            group.Ratio.Interval,
            group.Ratio.IsTold ? PageParts.Ratio(group.Ratio.Value, group.Ratio.Interval) : "too few to say")).ToList();
        var currency = report.Question.Rates?.Currency;
        string[] heads = ["origin", "changes", "building", "debugging, measured", "debugging, modelled", .. currency is null ? Array.Empty<string>() : [$"debugging, {currency}"]];
        var nobody = report.Tax.Unattributed.All > 0 ? $" {TaxWords.Number(report.Tax.Unattributed.All)} hours went into incidents of the window that are nobody's, or of earlier changes." : "";
        var main = Markup.Of($"""
            {PageParts.Say(SectionWords.Tax(report))}
            {(rows.Count == 0 ? Markup.None : Chart.Of("debugging", "Hours of debugging after shipping for each hour of building, by origin", string.Join("; ", rows.Select(row => $"{row.Label}: {row.Text}, {row.Count}")), new WhiskerChart(rows, TaxWords.Tick).Draw))}
            {(rows.Count == 0 ? Markup.None : PageParts.Table("Hours before and after shipping", heads, groups.Select(group => Row(group, currency is not null))))}
            {PageParts.Fine($"Hours of building are known for {TaxWords.Percent(Coverage.Share(report.Coverage.Built))} of the changes, and are modelled.{nobody}")}
            """);
        return PageParts.Section(report, "debugging", "The debugging tax", ["M12"], main);
    }

    private static Markup[] Row(TaxGroup group, bool money) =>
    [
        PageParts.Origin(group.Origin, TaxWords.Origin(group.Origin)),
        PageParts.Cell(TaxWords.Number(group.Changes)),
        PageParts.Cell($"{TaxWords.Number(group.Build)} h"),
        PageParts.Cell($"{TaxWords.Number(group.Spent.Measured)} h"),
        PageParts.Cell($"{TaxWords.Number(group.Spent.Modelled)} h"),
        .. money ? new[] { PageParts.Cell(TaxWords.Number(group.Spent.Cost)) } : [],
    ];
}
