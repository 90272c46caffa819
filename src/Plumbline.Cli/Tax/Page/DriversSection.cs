using Plumbline.Cli.Tax.Page.Charts;
using Plumbline.Ledger.Tax;
using Plumbline.Origin;

namespace Plumbline.Cli.Tax.Page;

/// <summary>What incidents go with: services, tools, models, age of the files, size of the change.</summary>
internal static class DriversSection
{
    public static Markup Of(TaxReport report)
    {
        var parts = report.Drivers.Where(driver => driver.Rows.Count > 0).Select((driver, i) => Part(report, driver, i));
        var main = Markup.Of($"""
            {PageParts.Say("First incidents for 1,000 change-days within each group, so that services of different risk, or changes of different size, are not mixed up.")}
            <p class="keys">{OriginStyle.Key(OriginClass.Ai)}AI-written {OriginStyle.Key(OriginClass.Human)}human</p>
            {parts}
            {PageParts.Fine("A group that stands out is a place to look at. Which changes are given to which tool, and who works where, is not known here.")}
            """);
        return PageParts.Section(report, "drivers", "What it goes with", ["M1"], main);
    }

    private static Markup Part(TaxReport report, Driver driver, int number)
    {
        var paired = driver.Rows.Where(row => row.Ai.IsTold || row.Human.IsTold).ToList();
        var told = string.Join("; ", paired.Select(row => $"{TaxWords.Service(row.Name)}: AI-written {Rate(row.Ai)}, human {Rate(row.Human)}"));
        var rows = driver.Rows.Select(row => Row(row, report.Comparisons.Of(row.Ratio)));
        var left = driver.Left == 0 ? Markup.None : PageParts.Fine($"And {TaxWords.Number(driver.Left)} more with fewer incidents.");
        return Markup.Of($"""
            <h3>By {driver.Name}</h3>
            {(paired.Count < 2 ? Markup.None : Chart.Of($"driver-{number}", $"First incidents for 1,000 change-days by {driver.Name}", told, new PairChart(paired).Draw))}
            {(paired.Count < 2 ? Table(driver, rows) : Markup.Of($"<details><summary>The figures by {driver.Name}</summary>{Table(driver, rows)}</details>"))}
            {left}
            """);
    }

    private static Markup Table(Driver driver, IEnumerable<Markup[]> rows) =>
        PageParts.Table($"First incidents for 1,000 change-days by {driver.Name}", [driver.Name, "changes", "all", "AI-written", "human", "AI against human"], rows);

    private static Markup[] Row(DriverRow row, Comparison ratio) =>
    [
        PageParts.Cell(TaxWords.Service(row.Name)),
        PageParts.Cell(TaxWords.Number(row.Changes)),
        PageParts.Cell(row.All),
        PageParts.Cell(row.Ai),
        PageParts.Cell(row.Human),
        ratio.IsTold ? PageParts.Cell(PageParts.Ratio(ratio.Value, ratio.Interval), $"q {TaxWords.Digits(ratio.Q)}") : PageParts.Cell("–", TaxWords.Plural(ratio.Events, "event")),
    ];

    private static string Rate(Figure figure) => figure.IsTold ? $"{TaxWords.Digits(figure.Value)} ({TaxWords.Digits(figure.Interval)})" : "too few";
}
