using System.Globalization;
using Plumbline.Origin;
using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>Words of a report, the same in a terminal, in JSON and on a page. They speak of what goes together, never of causes.</summary>
internal static class TaxWords
{
    public static string Origin(OriginClass origin) => origin switch
    {
        OriginClass.Ai => "AI-written",
        OriginClass.Human => "human",
        OriginClass.Mixed => "mixed",
        _ => "unknown",
    };

    /// <summary>A service as it is shown; what events name none for is all that belongs to none of those that are known.</summary>
    public static string Service(string name) => name.Length == 0 ? "(no service)" : name;

    public static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Plural(double count, string noun, string? many = null) => $"{Number(count)} {(count == 1 ? noun : many ?? noun + "s")}";

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    /// <summary>For an axis.</summary>
    public static string Percent0(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    public static string Percents(Interval interval) => string.Create(CultureInfo.InvariantCulture, $"{interval.Low * 100:0.0}–{interval.High * 100:0.0}");

    /// <summary>Three digits, as more would claim to be known.</summary>
    public static string Digits(double value) => value switch
    {
        double.PositiveInfinity => "∞",
        double.NaN => "–",
        >= 999.5 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 99.95 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 9.995 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 0.0995 or 0 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.000", CultureInfo.InvariantCulture),
    };

    /// <summary>For an axis: no digits that say nothing.</summary>
    public static string Tick(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);

    public static string Digits(Interval interval) => $"{Digits(interval.Low)}–{Digits(interval.High)}";

    public static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Window(ReportStamp stamp) => $"{Day(stamp.From)} to {Day(stamp.Until)}";

    /// <summary>The one sentence that a report opens with.</summary>
    public static string Opening(TaxReport report)
    {
        var days = Math.Max(1, Math.Round((report.Stamp.Until - report.Stamp.From).TotalDays));
        var shares = report.Origins.ToDictionary(figures => figures.Origin, figures => figures.Debugged);
        if (shares.Values.All(share => share.Of == 0))
        {
            return $"No change reached production in the {Plural(days, "day")} to {Day(report.Stamp.Until)}.";
        }

        var ai = shares[OriginClass.Ai];
        var others = new[] { OriginClass.Human, OriginClass.Mixed, OriginClass.Unknown }.Where(origin => shares[origin].Of > 0)
            .Select(origin => $"of {Number(shares[origin].Of)} {Others(origin, shares[origin].Of)} {Needed(shares[origin])}");
        var first = ai.Of == 0
            ? $"No AI-written change reached production in the {Plural(days, "day")} to {Day(report.Stamp.Until)}"
            : $"Of {Plural(ai.Of, "AI-written change")} deployed in the {Plural(days, "day")} to {Day(report.Stamp.Until)}, {Number(ai.Count)} needed debugging in production{Share(ai)}";
        return string.Join("; ", [first, .. others]) + ".";
    }

    /// <summary>What the comparison comes to, with what it would take where it comes to nothing.</summary>
    public static string Of(Finding finding, TaxReport report)
    {
        var rates = report.Rates;
        return finding switch
        {
            Finding.NotCovered => $"Not reportable: origin is known for {Percent(Coverage.Share(report.Coverage.Origins))} of the changes and a culprit for {Percent(Coverage.Share(report.Coverage.Attributed))} of the incidents; below {Percent(Coverage.Floor)} nothing is compared.",
            Finding.TooFew => $"Too few to compare: {Plural(rates[0].Events, "incident")} on AI-written and human changes together.{Takes(rates[0])}",
            Finding.DependsOnDenominator => $"Inconclusive, it depends on the denominator: {string.Join("; ", rates.Select(rate => $"{rate.Name} {Digits(rate.Value)} times"))} as many on AI-written changes as on human ones.",
            Finding.NotTold => $"No difference between AI-written and human changes can be told from {Plural(rates[0].Events, "incident")}: {Times(rates[0])} for each change.{(rates[0].Events < rates[0].NeededForHalfMore ? Takes(rates[0]) : "")}",
            Finding.More => $"AI-written changes went with more incidents than human ones, however they are counted: {Times(rates[0])} for each change. That is an association in what was observed, not a cause.",
            _ => $"AI-written changes went with fewer incidents than human ones, however they are counted: {Times(rates[0])} for each change. That is an association in what was observed, not a cause.",
        };
    }

    public static string Takes(Comparison comparison) => comparison.NeededForTwice == 0
        ? ""
        : $" To see twice as many takes about {Plural(comparison.NeededForTwice, "event")}, half as many more about {Number(comparison.NeededForHalfMore)}.";

    public static string Times(Comparison comparison) => $"{Digits(comparison.Value)} times as many ({Digits(comparison.Interval)})";

    private static string Others(OriginClass origin, double count) => origin switch
    {
        OriginClass.Human => count == 1 ? "human one" : "human ones",
        OriginClass.Mixed => count == 1 ? "mixed one" : "mixed ones",
        _ => "of unknown origin",
    };

    private static string Needed(Figure share) => $"{Number(share.Count)}{Share(share)}";

    private static string Share(Figure share) => share.IsTold ? $" ({Percent(share.Value)}, {Percents(share.Interval)})" : "";
}
