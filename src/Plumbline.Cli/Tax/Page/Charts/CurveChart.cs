using Plumbline.Ledger.Tax;

namespace Plumbline.Cli.Tax.Page.Charts;

/// <summary>Shares that failed by so many days, as steps with their bands, and beneath each of them how many changes were still watched.</summary>
internal sealed record CurveChart(IReadOnlyList<FailureCurve> Curves)
{
    private const double RiskRow = 18;

    public (double Height, Markup Drawing) Draw(double width)
    {
        var narrow = width < Chart.Wide;
        var (left, right, top, bottom) = narrow ? (40.0, width - 10, 10.0, 230.0) : (64.0, width - 100, 10.0, 300.0);
        var told = Curves.Where(curve => curve.Points.Count > 1).ToList();
        var days = told.Count == 0 ? 30 : told.Max(curve => curve.Points[^1].Day);
        var ticks = Scale.Ticks(told.Count == 0 ? 0.1 : told.Max(curve => curve.Points.Max(point => point.Interval.High)), narrow ? 4 : 5);
        var (x, y) = (new Scale(0, days, left, right), new Scale(0, ticks[^1], bottom, top));
        IReadOnlyList<int> marks = [.. (narrow ? new[] { 0, 30, 60, 90, 120, 180 } : [0, 15, 30, 45, 60, 75, 90, 120, 150, 180]).Where(day => day <= days && (days <= 90 || day % 30 == 0) && (!narrow || days <= 90 || day % 60 == 0))];
        var grid = ticks.Select(tick => Markup.Of($"<path class=\"grid\" d=\"M{left} {y.At(tick)}H{right}\"/><text class=\"tick\" x=\"{left - 8}\" y=\"{y.At(tick) + 4}\" text-anchor=\"end\">{TaxWords.Percent0(tick)}</text>"));
        var axis = marks.Select(day => Markup.Of($"<path class=\"axis\" d=\"M{x.At(day)} {bottom}v5\"/><text class=\"tick\" x=\"{x.At(day)}\" y=\"{bottom + 19}\" text-anchor=\"middle\">{day}</text>"));
        var bands = told.Select(curve => Band(curve, x, y));
        var lines = told.Select(curve => Line(curve, x, y));
        var ends = narrow ? [] : Ends(told, x, y);
        var risk = Risk(marks, x, bottom + 58, narrow ? 4 : 0);
        var head = Markup.Of($"<path class=\"axis\" d=\"M{left} {bottom}H{right}\"/><text class=\"tick\" x=\"{right}\" y=\"{bottom + 36}\" text-anchor=\"end\">days since it shipped</text><text class=\"tick\" x=\"{(narrow ? 4 : 0)}\" y=\"{bottom + 36}\">still watched</text>");
        return (bottom + 58 + (Curves.Count * RiskRow), Markup.Of($"{grid}{axis}{head}{bands}{lines}{ends}{risk}"));
    }

    private static Markup Band(FailureCurve curve, Scale x, Scale y)
    {
        var last = curve.Points[^1];
        var up = curve.Points.Select(point => Markup.Of($"H{x.At(point.Day)}V{y.At(point.Interval.High)}"));
        var down = curve.Points.SkipLast(1).Reverse().Select(point => Markup.Of($"V{y.At(point.Interval.Low)}H{x.At(point.Day)}"));
        return Markup.Of($"<path class=\"band {OriginStyle.Class(curve.Origin)}\" d=\"M{x.At(0)} {y.At(0)}{up}V{y.At(last.Interval.Low)}{down}Z\"/>");
    }

    private static Markup Line(FailureCurve curve, Scale x, Scale y)
    {
        var steps = curve.Points.Select(point => Markup.Of($"H{x.At(point.Day)}V{y.At(point.Incidence)}"));
        var name = OriginStyle.Class(curve.Origin);
        var last = curve.Points[^1];
        return Markup.Of($"<path class=\"line {name}\" d=\"M{x.At(0)} {y.At(0)}{steps}\"/>{OriginStyle.Mark(curve.Origin, x.At(last.Day), y.At(last.Incidence), 4.5)}");
    }

    /// <summary>Names at the ends of the lines, pushed up where they would lie on each other, or on the axis.</summary>
    private static List<Markup> Ends(List<FailureCurve> curves, Scale x, Scale y)
    {
        const double Row = 17;
        const double Room = 90;
        var names = new List<Markup>();
        var there = new List<(double X, double Y)>();
        foreach (var curve in curves.OrderByDescending(curve => y.At(curve.Points[^1].Incidence)))
        {
            var end = x.At(curve.Points[^1].Day) + 12;
            var at = Math.Min(y.At(curve.Points[^1].Incidence) + 4.5, y.At(0) - 6);
            foreach (var other in there.Where(other => Math.Abs(other.X - end) < Room && Math.Abs(other.Y - at) < Row))
            {
                at = other.Y - Row;
            }

            names.Add(Markup.Of($"<text class=\"label\" x=\"{end}\" y=\"{at}\">{TaxWords.Origin(curve.Origin)}</text>"));
            there.Add((end, at));
        }

        return names;
    }

    private IEnumerable<Markup> Risk(IReadOnlyList<int> marks, Scale x, double top, double left) => Curves.Select((curve, i) =>
    {
        var y = top + (i * RiskRow);
        var counts = marks.Where(day => day < curve.Points.Count || (day == 0 && curve.Changes > 0)).Select(day =>
            Markup.Of($"<text class=\"tick\" x=\"{x.At(day)}\" y=\"{y}\" text-anchor=\"middle\">{(day < curve.Points.Count ? Short(curve.Points[day].AtRisk) : Short(curve.Changes))}</text>"));
        return Markup.Of($"{OriginStyle.Mark(curve.Origin, left + 6, y - 4, 4.2)}{counts}");
    });

    private static string Short(int count) => count >= 10_000 ? TaxWords.Number(count / 1000.0) + "k" : TaxWords.Number(count);
}
