using Plumbline.Cli.Tax.Page.Charts;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Tax;

namespace Plumbline.Cli.Tax.Page;

/// <summary>M6: how many deployments a fix took.</summary>
internal static class CyclesSection
{
    public static Markup Of(TaxReport report)
    {
        var cycles = report.Cycles;
        var groups = cycles.Groups.Where(group => group.Verified > 0).ToList();
        var rows = groups.ConvertAll(group => new StackRow(RestoreSection.Name(group.Origin), TaxWords.Plural(group.Verified, "fix", "fixes"), OriginStyle.Class(group.Origin), [.. group.Counts.Select(count => (double)count)]));
        var told = string.Join("; ", groups.Select(group => $"{RestoreSection.Name(group.Origin)}: {string.Join(", ", RedeployCycles.BinNames.Zip(group.Counts, (name, count) => $"{count} with {name}"))}"));
        var kinds = cycles.Kinds.Count == 0 ? "" : $"Deployments during incidents: {string.Join(", ", cycles.Kinds.OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key).Select(kind => $"{TaxWords.Number(kind.Value)} {Word(kind.Key)}"))}.";
        var main = Markup.Of($"""
            {PageParts.Say(SectionWords.Cycles(cycles))}
            {(rows.Count == 0 ? Markup.None : Chart.Of("cycles", "Deployments that a fix took, by origin of the change", told, new StackChart(RedeployCycles.BinNames, rows).Draw))}
            {PageParts.Table("Deployments that a fix took", ["origin", "1", "2–3", "4–6", "7+", "fixed by one", "rolled back", "unfinished"], cycles.Groups.Select(Row))}
            {PageParts.Fine(kinds)}
            """);
        return PageParts.Section(report, "cycles", "Redeploys a fix takes", ["M6"], main);
    }

    private static Markup[] Row(CycleGroup group) =>
    [
        PageParts.Origin(group.Origin, RestoreSection.Name(group.Origin)),
        .. group.Counts.Select(count => PageParts.Cell(TaxWords.Number(count))),
        PageParts.Share(group.AtOnce),
        PageParts.Cell(TaxWords.Number(group.RolledBack)),
        PageParts.Cell(TaxWords.Number(group.Unfinished)),
    ];

    private static string Word(RemedyKind kind) => kind switch
    {
        RemedyKind.FixForward => "fix-forward",
        RemedyKind.Config => "configuration",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
