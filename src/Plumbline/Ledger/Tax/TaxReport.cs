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

    /// <summary>M1: AI-written against human changes by each of the three exposures.</summary>
    public required IReadOnlyList<Comparison> Rates { get; init; }

    /// <summary>All of the report, those of services, bands and tools too, adjusted for how many there are.</summary>
    public required Family Comparisons { get; init; }

    public required FailureCurves Curves { get; init; }

    public required Delivery Delivery { get; init; }

    public required RestoreTimes Restoring { get; init; }

    public required RedeployCycles Cycles { get; init; }

    public required Upkeep Upkeep { get; init; }

    public required WorkTime Work { get; init; }

    public required DebuggingTax Tax { get; init; }

    public required IReadOnlyList<Driver> Drivers { get; init; }

    public required IReadOnlyList<CostlyChange> Costly { get; init; }

    public static TaxReport Of(LedgerFacts facts, TaxQuestion question) => Reckoning.Report(facts, question);
}
