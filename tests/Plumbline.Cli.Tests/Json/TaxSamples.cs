using Plumbline.Cli.Json;

namespace Plumbline.Cli.Tests.Json;

/// <summary>A sample of each line that <c>plumb tax</c> writes.</summary>
internal static class TaxSamples
{
    private static readonly TaxStamp s_stamp = new("2026-03-02T12:00:00.000000Z", "2026-05-31T12:00:00.000000Z", null, 1, 1, 0.79, 0.68);

    public static JsonLine[] All { get; } =
    [
        new TaxLine(s_stamp, "Of 212 AI-written changes deployed in the 90 days to 2026-05-31, 31 needed debugging in production (14.6 %, 10.5–20.0).", "not-told", "No difference between AI-written and human changes can be told from 60 incidents."),
        new TaxFigureLine("M10", "changes that needed debugging", "origin", "ai", "share", new(0.1462264, 0.1048, 0.2001, 31, 212), s_stamp with { Service = "checkout" }),
        new TaxFigureLine("M10", "changes that needed debugging", "origin", "mixed", "share", new(null, null, null, 1, 7), s_stamp),
        new TaxComparisonLine("M1", "incidents for 100 changes", "ratio", "full", 1.72, 1.04, 2.88, 0.034, 0.21, 60, 82, 206, new(0.99, 3.01, 1.2, 1.66, 0.94, 2.93, [new(0.8, 1.98), new(0.6, 2.6)]), s_stamp),
        new TaxComparisonLine("M9", "share of changes reverted, less the human one", "difference", "too-few", null, null, null, null, null, 3, null, null, null, s_stamp),
        new TaxCurveLine("ai", 300, 41, [new(0, 0, 0, 0, 300), new(7, 0.05, 0.03, 0.08, 270)], s_stamp),
        new TaxTimesLine("M4", "origin", "ai", 33, 2, 2.25, 1.5, 3.75, 14.5, 2.5, 1.8, 3.5, [1, 6, 12, 8, 2, 1, 1, 0], s_stamp),
        new TaxCyclesLine("origin", "ai", [12, 9, 3, 1], 4, 2, 2, s_stamp),
        new TaxWorkLine("seniority", "senior", true, 7, 510, 260.5, 0, 24, 48, 140, s_stamp),
        new TaxHoursLine("ai", 212, 880, 40.5, 61, 9650, "EUR", s_stamp),
        new TaxChangeLine("octo/shop#17", "Round the total", "https://github.com/octo/shop/pull/17", "checkout", "ai", "Claude Code", "2026-04-01T10:00:00.000000Z", 30.5, 21.25, 3.5, 2, [new("pagerduty:PT4KHLK", null, "confirmed", 0.9)], s_stamp),
        new TaxCoverageLine("changes of known origin", 438, 552, s_stamp),
    ];
}
