using Plumbline.Cli.Tax.Page.Charts;
using Plumbline.Ledger.Tax;
using Plumbline.Origin;
using Plumbline.Statistics;

namespace Plumbline.Cli.Tax.Page;

/// <summary>M8, M9 and the corrective commits of M10: what was written again, taken back, or put right.</summary>
internal static class UpkeepSection
{
    public static Markup Of(TaxReport report)
    {
        var groups = report.Upkeep.Groups;
        var rework = groups.Where(group => group.Followed > 0).Select(group => Row(group.Origin, group.Rework, $"{TaxWords.Number(group.Rework.Of)} lines", TaxWords.Percent, TaxWords.Percents));
        var reverts = groups.Select(group => Row(group.Origin, group.Reverts, TaxWords.Plural(group.Reverts.Of, "change"), TaxWords.Digits, TaxWords.Digits));
        var corrected = groups.Where(group => group.Corrected.Of > 0).Select(group => Row(group.Origin, group.Corrected, TaxWords.Plural(group.Corrected.Of, "change"), TaxWords.Percent, TaxWords.Percents));
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

    private static Whisker Row(OriginClass origin, Figure figure, string all, Func<double, string> value, Func<Interval, string> interval) => new(
        origin,
        TaxWords.Origin(origin),
        $"{TaxWords.Number(figure.Count)} of {all}",
        figure.IsTold ? figure.Value : double.NaN,
        figure.Interval,
        figure.IsTold ? $"{value(figure.Value)} ({interval(figure.Interval)})" : "too few to say");

    private static Markup Draw(string id, string title, IReadOnlyList<Whisker> rows, Func<double, string> tick) => rows.Count == 0
        ? Markup.None
        : Chart.Of(id, title, string.Join("; ", rows.Select(row => $"{row.Label}: {row.Count}, {row.Text}")), new WhiskerChart(rows, tick).Draw);
}
