using Plumbline.Cli.Tax.Page.Charts;
using Plumbline.Ledger.Tax;

namespace Plumbline.Cli.Tax.Page;

/// <summary>M8, M9 and the corrective commits of M10: what was written again, taken back, or put right.</summary>
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
        var corrected = groups.Where(group => group.Corrected.Of > 0).Select(group => new Whisker(
            group.Origin,
            TaxWords.Origin(group.Origin),
            $"{TaxWords.Number(group.Corrected.Count)} of {TaxWords.Plural(group.Corrected.Of, "change")}",
            group.Corrected.IsTold ? group.Corrected.Value : double.NaN,
            group.Corrected.Interval,
            group.Corrected.IsTold ? $"{TaxWords.Percent(group.Corrected.Value)} ({TaxWords.Percents(group.Corrected.Interval)})" : "too few to say"));
        var main = Markup.Of($"""
            {PageParts.Say(SectionWords.Upkeep(report))}
            <h3>Lines written again within 14 days</h3>
            {Draw("rework", "Share of lines written again within 14 days, by origin", [.. rework], TaxWords.Percent0)}
            <h3>Reverted changes for 1,000</h3>
            {Draw("reverts", "Reverted changes for 1,000, by origin", [.. reverts], TaxWords.Tick)}
            <h3>Changes of which a fix changed lines within 30 days</h3>
            {Draw("corrected", "Share of changes of which a fix changed lines within 30 days, by origin", [.. corrected], TaxWords.Percent0)}
            """);
        return PageParts.Section(report, "upkeep", "Rework, reverts and corrections", ["M8", "M9", "M10b"], main);
    }

    private static Markup Draw(string id, string title, IReadOnlyList<Whisker> rows, Func<double, string> tick) => rows.Count == 0
        ? Markup.None
        : Chart.Of(id, title, string.Join("; ", rows.Select(row => $"{row.Label}: {row.Count}, {row.Text}")), new WhiskerChart(rows, tick).Draw);
}
