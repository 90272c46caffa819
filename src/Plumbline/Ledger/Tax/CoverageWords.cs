using Plumbline.Ledger.Facts;

namespace Plumbline.Ledger.Tax;

/// <summary>What stands beside every figure: how much of what happened it can speak of.</summary>
internal static class CoverageWords
{
    public static string Of(Coverage coverage) =>
        $"origin known for {TaxWords.Percent(Coverage.Share(coverage.Origins))} of {TaxWords.Plural(coverage.Origins.All, "change")}, culprit for {(coverage.Attributed.All == 0 ? "none" : TaxWords.Percent(Coverage.Share(coverage.Attributed)))} of {TaxWords.Plural(coverage.Attributed.All, "incident")}";

    /// <summary>Empty where every deployment was recorded.</summary>
    public static string Proxies(Coverage coverage)
    {
        var proxies = coverage.Recorded.All - coverage.Recorded.Of;
        return proxies == 0 ? "" : $"For {TaxWords.Number(proxies)} of {TaxWords.Plural(coverage.Recorded.All, "change")} a tag or a release stands in for a deployment that nobody recorded: it says when a version was named, not when users had it.";
    }

    public static string Verdicts(Coverage coverage) => string.Join(", ", new[] { Verdict.Confirmed, Verdict.Probable, Verdict.Possible }
        .Select(verdict => $"{TaxWords.Number(coverage.Verdicts[verdict])} {Word(verdict)}").Append($"{TaxWords.Number(coverage.Verdicts[Verdict.Rejected])} with nobody to name"));

    public static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    public static string Word(Exclusion exclusion) => exclusion switch
    {
        Exclusion.Duplicate => "repeats another one",
        Exclusion.NotProduction => "not in production",
        Exclusion.OtherCause => "of a cause that no change has",
        Exclusion.Flap => "over by itself at once",
        _ => "counted",
    };
}
