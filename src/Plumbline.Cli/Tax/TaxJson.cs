using Plumbline.Cli.Json;
using Plumbline.Cli.Origins;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Tax;
using Plumbline.Origin;
using Plumbline.Wire;

namespace Plumbline.Cli.Tax;

/// <summary>A report as lines for programs: all that the page shows, each line with what it must be quoted with.</summary>
internal sealed class TaxJson(TaxReport report, TaxNames names)
{
    private readonly TaxStamp _stamp = new(
        Time(report.Stamp.From),
        Time(report.Stamp.Until),
        report.Question.Service,
        report.Stamp.Version,
        report.Stamp.Seed,
        Round(Coverage.Share(report.Coverage.Origins)),
        report.Coverage.Attributed.All == 0 ? null : Round(Coverage.Share(report.Coverage.Attributed)));

    public IEnumerable<JsonLine> Lines() =>
    [
        new TaxLine(_stamp, TaxWords.Opening(report), Word(report.Finding.ToString()), TaxWords.Of(report.Finding, report)),
        .. report.Origins.Where(figures => figures.Shipped > 0).SelectMany(Origin),
        .. report.Comparisons.All.Select(Comparison),
        .. report.Curves.Curves.Select(Curve),
        .. Restoring(),
        .. Cycles(),
        .. report.Upkeep.Groups.SelectMany(Upkeep),
        .. report.Delivery.Services.Append(report.Delivery.All).SelectMany(Delivery),
        .. report.Delivery.Bands.Select(band => Line("M3", "change fail rate", "ai-lines", band.Band, "share", band.FailRate)),
        .. report.Work.BySeniority.Select(group => Work("seniority", group)),
        .. report.Work.ByTeam.Select(group => Work("team", group)),
        .. report.Tax.Groups.SelectMany(Tax),
        .. report.Drivers.SelectMany(driver => driver.Rows.SelectMany(row => Driven(driver, row))),
        .. report.Costly.Select(Costly),
        .. Covered(),
    ];

    private IEnumerable<JsonLine> Origin(OriginFigures figures)
    {
        var origin = OriginText.Class(figures.Origin);
        yield return Line("M10", "changes that needed debugging", "origin", origin, "share", figures.Debugged);
        yield return Line("M1", "incidents", "origin", origin, "for 100 changes", figures.PerChange);
        yield return Line("M1", "first incidents", "origin", origin, "for 1,000 change-days", figures.PerDay);
        yield return Line("M1", "incidents", "origin", origin, "for 1,000 lines", figures.PerLine);
    }

    private JsonLine Comparison(Comparison one) => new TaxComparisonLine(
        one.Metric,
        one.Name,
        one.IsRatio ? "ratio" : "difference",
        Word(one.Standing.ToString()),
        one.IsTold ? Known(one.Value) : null,
        one.IsTold ? Known(one.Interval.Low) : null,
        one.IsTold ? Known(one.Interval.High) : null,
        one.IsTold ? Known(one.P) : null,
        one.IsTold ? Known(one.Q) : null,
        one.Events,
        one.NeededForTwice > 0 ? one.NeededForTwice : null,
        one.NeededForHalfMore > 0 ? one.NeededForHalfMore : null,
        one.Doubt is { } doubt ? Doubted(doubt) : null,
        _stamp);

    private static TaxDoubt Doubted(Doubt doubt) => new(
        Round(doubt.Exact.Low),
        Known(doubt.Exact.High),
        Known(doubt.Dispersion),
        Known(doubt.Imputed?.Estimate ?? double.NaN),
        Known(doubt.Imputed?.Interval.Low ?? double.NaN),
        Known(doubt.Imputed?.Interval.High ?? double.NaN),
        [.. doubt.Misattributed.Select(one => new TaxIfRight(one.Precision, Known(one.Ratio)))]);

    /// <summary>A point for each week: the curve of a page has one for each day.</summary>
    private JsonLine Curve(FailureCurve curve) => new TaxCurveLine(
        OriginText.Class(curve.Origin),
        curve.Changes,
        curve.Failed,
        [.. curve.Points.Where(point => point.Day % 7 == 0 || point.Day is 30 or 90 or FailureCurve.Longest).Select(point => new TaxPoint(point.Day, Round(point.Incidence), Round(point.Interval.Low), Round(point.Interval.High), point.AtRisk))],
        _stamp);

    private IEnumerable<JsonLine> Restoring()
    {
        yield return Times("M4", "origin", null, report.Restoring.All);
        foreach (var group in report.Restoring.Groups)
        {
            yield return Times("M4", "origin", Name(group.Origin), group.Hours);
        }

        yield return Times("M4", "cause", "other", report.Restoring.OtherCause);
    }

    private IEnumerable<JsonLine> Cycles()
    {
        yield return Cycle(null, report.Cycles.All);
        foreach (var group in report.Cycles.Groups)
        {
            yield return Cycle(Name(group.Origin), group);
        }
    }

    private JsonLine Cycle(string? name, CycleGroup group) => new TaxCyclesLine("origin", name, [.. group.Counts], group.RolledBack, group.Without, group.Unfinished, _stamp);

    private IEnumerable<JsonLine> Upkeep(UpkeepGroup group)
    {
        yield return Line("M8", "lines reworked within 14 days", "origin", OriginText.Class(group.Origin), "share", group.Rework);
        yield return Line("M9", "reverted changes", "origin", OriginText.Class(group.Origin), "for 1,000 changes", group.Reverts);
        yield return Line("M10b", "changes that a fix corrected within 30 days", "origin", OriginText.Class(group.Origin), "share", group.Corrected);
    }

    private IEnumerable<JsonLine> Delivery(ServiceDelivery service)
    {
        var name = service.Service.Length == 0 ? null : service.Service;
        var weeks = (report.Stamp.Until - report.Stamp.From).TotalDays / 7;
        yield return Line("M3", "change fail rate", "service", name, "share", service.FailRate);
        yield return Line("M7", "deployment rework rate", "service", name, "share", service.Rework);
        yield return new TaxFigureLine("M3", "deployments pending", "service", name, "count", new TaxFigure(service.Pending, null, null, service.Pending, service.Deployments), _stamp);
        yield return new TaxFigureLine("M3", "deployment frequency", "service", name, "a week", new TaxFigure(Known(service.PerWeek), null, null, service.Deployments, Round(weeks)), _stamp);
        yield return new TaxFigureLine("M3", "change lead time", "service", name, "hours, median", new TaxFigure(Known(service.LeadMedian), null, null, 0, 0), _stamp);
        yield return Times("M5", "service", name, service.Recovery);
    }

    private JsonLine Work(string by, WorkGroup group) => new TaxWorkLine(
        by,
        group.Name,
        group.IsModelled,
        group.Persons,
        Round(group.Hours[(int)WorkKind.Feature]),
        Round(group.Hours[(int)WorkKind.Review]),
        Round(group.Hours[(int)WorkKind.Support]),
        Round(group.Hours[(int)WorkKind.Incident]),
        Round(group.Hours[(int)WorkKind.Verify]),
        Round(group.Hours[(int)WorkKind.Other]),
        _stamp);

    private IEnumerable<JsonLine> Tax(TaxGroup group)
    {
        var (origin, rates) = (OriginText.Class(group.Origin), report.Question.Rates);
        yield return Line("M12", "debugging tax", "origin", origin, "hours for an hour of building", group.Ratio);
        yield return new TaxHoursLine(origin, group.Changes, Round(group.Build), Round(group.Spent.Measured), Round(group.Spent.Modelled), rates is null ? null : Round(group.Spent.Cost), rates?.Currency, _stamp);
    }

    private IEnumerable<JsonLine> Driven(Driver driver, DriverRow row)
    {
        yield return Line("M1", "first incidents", driver.Name, row.Name, "for 1,000 change-days", row.All);
        yield return Line("M1", "first incidents on AI-written changes", driver.Name, row.Name, "for 1,000 change-days", row.Ai);
        yield return Line("M1", "first incidents on human changes", driver.Name, row.Name, "for 1,000 change-days", row.Human);
    }

    private JsonLine Costly(CostlyChange change)
    {
        var name = names.Change(change.Change);
        return new TaxChangeLine(
            name.Key,
            name.Title.Length == 0 ? null : name.Title,
            name.Url,
            change.Service,
            OriginText.Class(change.Origin),
            change.Tool.Length == 0 ? null : change.Tool,
            Time(change.Shipped),
            Round(change.Hours.All),
            Round(change.Hours.Measured),
            Round(change.Down),
            change.Redeploys,
            [.. change.Incidents.Select(one => new TaxBlame(names.Incident(one.Incident).Key, names.Incident(one.Incident).Url, CoverageWords.Word(one.Verdict), Round(one.Weight)))],
            _stamp);
    }

    private IEnumerable<JsonLine> Covered()
    {
        var coverage = report.Coverage;
        yield return new TaxCoverageLine("changes of known origin", coverage.Origins.Of, coverage.Origins.All, _stamp);
        yield return new TaxCoverageLine("lines of known origin", coverage.Lines.Of, coverage.Lines.All, _stamp);
        yield return new TaxCoverageLine("incidents with a culprit", coverage.Attributed.Of, coverage.Attributed.All, _stamp);
        yield return new TaxCoverageLine("recorded deployments of changes", coverage.Recorded.Of, coverage.Recorded.All, _stamp);
        yield return new TaxCoverageLine("deployments of a known commit", coverage.Deployed.Of, coverage.Deployed.All, _stamp);
        yield return new TaxCoverageLine("changes with hours of building", coverage.Built.Of, coverage.Built.All, _stamp);
        foreach (var (verdict, count) in coverage.Verdicts)
        {
            yield return new TaxCoverageLine($"incidents {(verdict == Verdict.Rejected ? "with nobody to name" : CoverageWords.Word(verdict))}", count, coverage.Attributed.All, _stamp);
        }

        foreach (var (exclusion, count) in coverage.Excluded.OrderBy(one => one.Key))
        {
            yield return new TaxCoverageLine($"incidents left out: {CoverageWords.Word(exclusion)}", count, coverage.Attributed.All, _stamp);
        }
    }

    private JsonLine Line(string metric, string name, string by, string? group, string unit, Figure figure) => new TaxFigureLine(
        metric,
        name,
        by,
        group,
        unit,
        new TaxFigure(
            figure.IsTold ? Known(figure.Value) : null,
            figure.IsTold ? Known(figure.Interval.Low) : null,
            figure.IsTold ? Known(figure.Interval.High) : null,
            Round(figure.Count),
            Round(figure.Of)),
        _stamp);

    private JsonLine Times(string metric, string by, string? group, Spread hours) => new TaxTimesLine(
        metric,
        by,
        group,
        hours.Count,
        hours.Open,
        Known(hours.Median ?? double.NaN),
        hours.Median is null ? null : Known(hours.MedianInterval.Low),
        hours.Median is null ? null : Known(hours.MedianInterval.High),
        Known(hours.Ninth ?? double.NaN),
        hours.IsTold ? Known(hours.GeometricMean) : null,
        hours.IsTold ? Known(hours.MeanInterval.Low) : null,
        hours.IsTold ? Known(hours.MeanInterval.High) : null,
        [.. hours.Bins],
        _stamp);

    private static string? Name(OriginClass? origin) => origin is { } known ? OriginText.Class(known) : "nobody";

    /// <summary>Infinite and undefined numbers are left out: JSON has none.</summary>
    private static double? Known(double value) => double.IsFinite(value) ? Round(value) : null;

    /// <summary>To seven digits: enough to compute on, and the same on every machine.</summary>
    private static double Round(double value) => double.Parse(value.ToString("G7", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset moment) => WireTime.Text((moment - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary><c>NotCovered</c> as <c>not-covered</c>.</summary>
    private static string Word(string name) => string.Concat(name.Select((letter, i) => char.IsUpper(letter) && i > 0 ? "-" + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));
}
