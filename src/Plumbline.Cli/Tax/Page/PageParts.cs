using Plumbline.Ledger.Tax;

namespace Plumbline.Cli.Tax.Page;

/// <summary>What every section of the page has.</summary>
internal static class PageParts
{
    /// <summary>What a figure must be quoted with.</summary>
    public static Markup Stamp(TaxReport report, string metrics) => Markup.Of($"<span class=\"id\">{metrics}</span>, {TaxWords.Window(report.Stamp)}, {CoverageWords.Of(report.Coverage)}.");
}
