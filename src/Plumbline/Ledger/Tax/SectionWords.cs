using System.Globalization;
using Plumbline.Origin;
using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>What each part of a report says in a sentence or two; where counts can't carry a statement, that is what it says.</summary>
internal static class SectionWords
{
    public static string Rates(TaxReport report)
    {
        var (ai, human) = (Of(report, OriginClass.Ai), Of(report, OriginClass.Human));
        var rate = report.Rates[0];
        return ai.PerChange.IsTold && human.PerChange.IsTold
            ? $"For 100 changes there were {TaxWords.Digits(ai.PerChange.Value)} incidents on AI-written ones ({TaxWords.Digits(ai.PerChange.Interval)}) and {TaxWords.Digits(human.PerChange.Value)} on human ones ({TaxWords.Digits(human.PerChange.Interval)}){(rate.IsTold ? $", {TaxWords.Times(rate)}{Hint(rate)}" : "")}.{(rate.IsTold ? "" : $" Too few to hold them against each other.{TaxWords.Takes(rate)}")}"
            : $"There are {TaxWords.Number(ai.Shipped)} AI-written and {TaxWords.Number(human.Shipped)} human changes: below {Figure.Fewest} of either nothing is compared.";
    }

    public static string Curves(TaxReport report)
    {
        var told = report.Curves.Curves.Where(curve => IsSaid(report, curve.Origin)).ToList();
        var sentences = new[] { 30, FailureCurves.Primary }.Select(day => Within(day, told)).Where(text => text.Length > 0);
        return string.Join(" ", [.. sentences, Compared(report)]).Trim();
    }

    public static string Delivery(ServiceDelivery all) => all.Deployments == 0
        ? "No deployment to production is recorded in the window."
        : $"Of {TaxWords.Plural(all.FailRate.Of, "deployment")} that can be judged {TaxWords.Number(all.FailRate.Count)} failed{Share(all.FailRate)}; {TaxWords.Number(all.Pending)} are too young. {TaxWords.Number(all.Rework.Count)} of all {TaxWords.Number(all.Deployments)} were made because of an incident{Share(all.Rework)}.";

    public static string Restoring(TaxReport report)
    {
        var (restoring, comparison) = (report.Restoring, report.Comparisons.Of(report.Restoring.Comparison));
        var all = restoring.All;
        var open = all.Open == 0 ? "" : $" {TaxWords.Number(all.Open)} {(all.Open == 1 ? "is" : "are")} still open, and counted so.";
        var first = all switch
        {
            { Count: 0 } => "No incident was detected in the window.",
            { IsTold: false } => $"{TaxWords.Plural(all.Count, "incident")}: too few to say how long they take.",
            { Median: { } median } => $"Half of {TaxWords.Plural(all.Count, "incident")} were restored within {Hours(median)} ({Hours(all.MedianInterval)}){(all.Ninth is { } ninth ? $", nine of ten within {Hours(ninth)}" : "")}.",
            _ => $"Of {TaxWords.Plural(all.Count, "incident")} fewer than half are restored.",
        };
        var compared = comparison is { IsTold: true } told ? $" Those on AI-written changes took {TaxWords.Digits(told.Value)} times as long as those on human ones ({TaxWords.Digits(told.Interval)}){Hint(told)}." : "";
        return first + open + compared;
    }

    public static string Cycles(RedeployCycles cycles)
    {
        var all = cycles.All;
        return all.Verified == 0
            ? $"No fix has held for long enough yet; {TaxWords.Plural(all.Unfinished, "incident")} {(all.Unfinished == 1 ? "is" : "are")} unfinished."
            : $"Of {TaxWords.Plural(all.Verified, "fix", "fixes")} that held, {TaxWords.Number(all.Counts[0])} took one deployment{Share(all.AtOnce)}, {TaxWords.Number(all.Counts[1])} took two or three, {TaxWords.Number(all.Counts[2])} four to six, {TaxWords.Number(all.Counts[3])} more. {TaxWords.Plural(all.RolledBack, "incident")} had a rollback.";
    }

    public static string Upkeep(TaxReport report)
    {
        var parts = report.Upkeep.Groups.Where(group => group.Rework.IsTold && IsSaid(report, group.Origin))
            .Select(group => $"{TaxWords.Percent(group.Rework.Value)} of {TaxWords.Origin(group.Origin)} lines ({TaxWords.Percents(group.Rework.Interval)})").ToList();
        var followed = report.Upkeep.Groups.Sum(group => group.Followed);
        return Rework(parts, followed) + Corrected(report);
    }

    public static string Work(WorkTime work)
    {
        var groups = work.BySeniority.Where(group => group.All > 0).ToList();
        return groups.Count == 0
            ? $"No hours are known of a group of {WorkTime.Fewest} persons or more, so none are shown."
            : string.Join(" ", groups.Select(group => $"Of {TaxWords.Number(group.All)} {(group.IsModelled ? "modelled" : "measured")} hours of {TaxWords.Number(group.Persons)} {Persons(group)}, {TaxWords.Percent(group.AfterShipping / group.All)} went into what had shipped already."));
    }

    public static string Tax(TaxReport report)
    {
        var told = report.Tax.Groups.Where(group => group.Ratio.IsTold && IsSaid(report, group.Origin)).ToList();
        if (told.Count == 0)
        {
            return "Hours of building are not known for enough changes, or hours on too few incidents.";
        }

        var ratios = told.Select(group => $"{TaxWords.Digits(group.Ratio.Value)} h for {TaxWords.Origin(group.Origin)} code ({TaxWords.Digits(group.Ratio.Interval)})");
        var money = report.Question.Rates is { } rates
            ? $" In money: {string.Join(", ", told.Select(group => $"{TaxWords.Number(group.Spent.Cost)} {rates.Currency} for {TaxWords.Origin(group.Origin)} code"))}."
            : "";
        return $"After it shipped, each hour of building went with {string.Join(" and ", ratios)} of debugging.{money}";
    }

    public static string Hours(double hours) => hours switch
    {
        double.PositiveInfinity => "∞",
        double.NaN => "–",
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{hours * 60:0} min"),
        < 48 => string.Create(CultureInfo.InvariantCulture, $"{hours:0.0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{hours / 24:0.0} days"),
    };

    public static string Hours(Interval interval) => $"{Hours(interval.Low)} to {Hours(interval.High)}";

    /// <summary>What must stand behind a ratio of which few events tell, or that may be one.</summary>
    public static string Hint(Comparison comparison) =>
        (comparison.Standing == Standing.Indicative ? "; a hint, from few events" : "") + (comparison.Q <= Findings.Discovery ? "" : "; this may be chance");

    private static string Rework(List<string> parts, int followed) =>
        followed == 0 ? "No lines have been watched for 14 days yet."
        : parts.Count == 0 ? $"{TaxWords.Plural(followed, "change")} were watched for 14 days after they were merged: too few of each origin to say how much was written again."
        : $"Within 14 days of being merged, {string.Join(" and ", parts)} were written again.";

    private static string Corrected(TaxReport report)
    {
        var told = report.Upkeep.Groups.Where(group => group.Corrected.IsTold && IsSaid(report, group.Origin))
            .Select(group => $"{TaxWords.Number(group.Corrected.Count)} of {TaxWords.Number(group.Corrected.Of)} {TaxWords.Origin(group.Origin)} changes{Share(group.Corrected)}").ToList();
        return told.Count == 0 ? "" : $" A change that calls itself a fix corrected {string.Join(" and ", told)} within 30 days.";
    }

    private static string Persons(WorkGroup group) => group.Name switch
    {
        WorkTime.Senior => "senior people",
        WorkTime.Others => "other people",
        _ => "people",
    };

    /// <summary>Sentences tell of the two that are compared; where there is nothing to compare, of all.</summary>
    private static bool IsSaid(TaxReport report, OriginClass origin) =>
        origin is OriginClass.Ai or OriginClass.Human || Of(report, OriginClass.Human).Shipped == 0 || Of(report, OriginClass.Ai).Shipped == 0;

    private static string Within(int day, List<FailureCurve> curves)
    {
        var told = curves.Where(curve => curve.Horizon(day).IsTold).Select(curve => $"{TaxWords.Percent(curve.Horizon(day).Incidence)} of {TaxWords.Origin(curve.Origin)} changes ({TaxWords.Percents(curve.Horizon(day).Interval)})").ToList();
        return told.Count == 0 ? $"Fewer than {Figure.Fewest} changes have been watched for {day} days." : $"Within {day} days an incident came to {string.Join(" and ", told)}.";
    }

    private static string Compared(TaxReport report)
    {
        var told = report.Comparisons.Of(report.Curves.Comparisons.Where(one => one.IsRatio)).LastOrDefault();
        var proportional = report.Curves.IsProportional == false ? " The ratio is not the same in the first month and after it, so no common hazard is given." : "";
        var differ = report.Curves.ServicesDiffer ? " Services differ in this, so look at them one by one below." : "";
        return told is not { IsTold: true } ? "" : $"Within the same service, AI-written changes had {TaxWords.Times(told)} first incidents in the same time{Hint(told)}.{proportional}{differ}";
    }

    private static OriginFigures Of(TaxReport report, OriginClass origin) => report.Origins.First(figures => figures.Origin == origin);

    private static string Share(Figure share) => share.IsTold ? $" ({TaxWords.Percent(share.Value)}, {TaxWords.Percents(share.Interval)})" : "";
}
