using Plumbline.Ledger.Facts;

namespace Plumbline.Ledger.Tax;

/// <summary>What code has cost after it shipped, by who wrote it. docs/tax.md says what each figure means.</summary>
internal sealed record TaxReport
{
    public required ReportStamp Stamp { get; init; }

    public required TaxQuestion Question { get; init; }

    public required Coverage Coverage { get; init; }

    /// <summary>In the order of <see cref="OriginOrder.All"/>.</summary>
    public required IReadOnlyList<OriginFigures> Origins { get; init; }

    public required Finding Finding { get; init; }

    /// <summary>All of the report, adjusted for how many there are.</summary>
    public required IReadOnlyList<Comparison> Comparisons { get; init; }

    public static TaxReport Of(LedgerFacts facts, TaxQuestion question) => new Reckoning(facts, question).Report();
}
