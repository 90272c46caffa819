using Plumbline.Cli.Tax.Page.Charts;
using Plumbline.Ledger.Tax;

namespace Plumbline.Cli.Tax.Page;

/// <summary>M8 and M9: what was written again, and what was taken back.</summary>
internal static class UpkeepSection
{
    public static Markup Of(TaxReport report)
    {
        var groups = report.Upkeep.Groups;
        var rework = groups.Where(group => group.Followed > 0).Select(group => new Whisker(
            group.Origin,
            TaxWords.Origin(group.Origin),
            $"{TaxWords.Number(group.Rework.Count)} of {TaxWords.Number(group.Rework.Of)} lines",
            group.Rework.IsTold ? group.Rework.Value : double.NaN,
            group.Rework.Interval,
            group.Rework.IsTold ? $"{TaxWords.Percent(group.Rework.Value)} ({TaxWords.Percents(group.Rework.Interval)})" : "too few to say"));
        var reverts = groups.Select(group => new Whisker(
            group.Origin,
            TaxWords.Origin(group.Origin),
            $"{TaxWords.Number(group.Reverts.Count)} of {TaxWords.Plural(group.Reverts.Of, "change")}",
            group.Reverts.IsTold ? group.Reverts.Value : double.NaN,
            group.Reverts.Interval,
            group.Reverts.IsTold ? $"{TaxWords.Digits(group.Reverts.Value)} ({TaxWords.Digits(group.Reverts.Interval)})" : "too few to say"));
        var main = Markup.Of($"""
            {PageParts.Say(SectionWords.Upkeep(report))}
            <h3>Lines written again within 14 days</h3>
            {Draw("rework", "Share of lines written again within 14 days, by origin", [.. rework], TaxWords.Percent0)}
            <h3>Reverted changes for 1,000</h3>
            {Draw("reverts", "Reverted changes for 1,000, by origin", [.. reverts], TaxWords.Tick)}
            """);
        return PageParts.Section(report, "upkeep", "Rework and reverts", ["M8", "M9"], main);
    }

    private static Markup Draw(string id, string title, IReadOnlyList<Whisker> rows, Func<double, string> tick) => rows.Count == 0
        ? Markup.None
        : Chart.Of(id, title, string.Join("; ", rows.Select(row => $"{row.Label}: {row.Count}, {row.Text}")), new WhiskerChart(rows, tick).Draw);
}
