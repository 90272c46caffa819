using Plumbline.Cli.Tax.Page.Charts;
using Plumbline.Ledger.Tax;

namespace Plumbline.Cli.Tax.Page;

/// <summary>M11: what people's time went into.</summary>
internal static class WorkSection
{
    /// <summary>What there is room for beside the bar.</summary>
    private const int LongestName = 20;

    private static readonly string[] s_kinds = ["feature", "review", "support", "incident", "verify", "other"];

    /// <summary>What had shipped already stands out from what had not.</summary>
    private static readonly (string Style, int Shade)[] s_parts = [("unknown", 3), ("unknown", 2), ("none", 4), ("none", 6), ("none", 5), ("unknown", 1)];

    public static Markup Of(TaxReport report)
    {
        var work = report.Work;
        var hidden = work.Hidden == 0 ? "" : $" {TaxWords.Plural(work.Hidden, "person")} {(work.Hidden == 1 ? "is" : "are")} in no group that is large enough to be shown.";
        var main = Markup.Of($"""
            {PageParts.Say(SectionWords.Work(work))}
            {Part("seniority", "By seniority", work.BySeniority)}
            {Part("teams", "By team", work.ByTeam)}
            {PageParts.Fine("Measured hours were written down by somebody; modelled ones are inferred, with at most one full-time equivalent a person. They are never added up." + hidden)}
            """);
        return PageParts.Section(report, "work", "Where the time goes", ["M11"], main);
    }

    private static Markup Part(string id, string title, IReadOnlyList<WorkGroup> groups)
    {
        if (groups.Count == 0)
        {
            return Markup.None;
        }

        var rows = groups.Select(group => new StackRow(Short(group.Name), $"{TaxWords.Number(group.All)} h {Kind(group)}, {TaxWords.Plural(group.Persons, "person")}", "none", group.Hours)).ToList();
        var told = string.Join("; ", groups.Select(group => $"{group.Name}, {Kind(group)}: {string.Join(", ", s_kinds.Zip(group.Hours, (name, hours) => $"{TaxWords.Number(hours)} h {name}"))}"));
        return Markup.Of($"<h3>{title}</h3>{Chart.Of(id, $"Hours by kind of work, {title.ToLowerInvariant()}", told, new StackChart(s_kinds, rows) { Parts = s_parts }.Draw)}");
    }

    private static string Short(string name) => name.Length > LongestName ? string.Concat(name.EnumerateRunes().Take(LongestName - 1)) + "…" : name;

    private static string Kind(WorkGroup group) => group.IsModelled ? "modelled" : "measured";
}
