using Plumbline.Ledger.Tax;
using Plumbline.Origin;

namespace Plumbline.Cli.Tax.Page.Charts;

/// <summary>Groups with AI-written changes above human ones, so that both can be held against each other within the group.</summary>
internal sealed record PairChart(IReadOnlyList<DriverRow> Rows)
{
    private const double Row = 42;

    public (double Height, Markup Drawing) Draw(double width)
    {
        var narrow = width < Chart.Wide;
        var row = narrow ? Row + 14 : Row;
        var (left, right) = narrow ? (14.0, width - 16) : (196.0, width - 10);
        const double Top = 6;
        var bottom = Top + (Rows.Count * row);
        var most = Rows.SelectMany(one => new[] { one.Ai, one.Human }).Where(figure => figure.IsTold)
            .Select(figure => Math.Max(figure.Value, Math.Min(figure.Interval.High, 3 * Math.Max(figure.Value, Typical())))).DefaultIfEmpty(1).Max();
        var ticks = Scale.Ticks(most, narrow ? 4 : 6);
        var scale = new Scale(0, ticks[^1], left, right);
        var grid = ticks.Select(tick => Markup.Of($"<path class=\"grid\" d=\"M{scale.At(tick)} {Top}V{bottom}\"/><text class=\"tick\" x=\"{scale.At(tick)}\" y=\"{bottom + 17}\" text-anchor=\"middle\">{TaxWords.Tick(tick)}</text>"));
        var rows = Rows.Select((one, i) => Drawn(one, scale, Top + (i * row), narrow));
        return (bottom + 24, Markup.Of($"{grid}{rows}"));
    }

    private double Typical() => Rows.Where(row => row.All.IsTold).Select(row => row.All.Value).DefaultIfEmpty(0).Average();

    private static Markup Drawn(DriverRow row, Scale scale, double top, bool narrow)
    {
        var shown = TaxWords.Service(row.Name);
        var name = shown.Length > 26 ? shown[..25] + "…" : shown;
        var y = narrow ? top + 30 : top + 13;
        var label = narrow
            ? Markup.Of($"<text class=\"label\" x=\"4\" y=\"{top + 16}\">{name}</text><text class=\"faint\" x=\"{Chart.Narrow - 4}\" y=\"{top + 16}\" text-anchor=\"end\">{TaxWords.Plural(row.Changes, "change")}</text>")
            : Markup.Of($"<text class=\"label\" x=\"0\" y=\"{top + 19}\">{name}</text><text class=\"faint\" x=\"0\" y=\"{top + 34}\">{TaxWords.Plural(row.Changes, "change")}</text>");
        return Markup.Of($"{label}{Arm(OriginClass.Ai, row.Ai, y)}{Arm(OriginClass.Human, row.Human, y + 15)}");

        Markup Arm(OriginClass origin, Figure figure, double at) => !figure.IsTold
            ? Markup.None
            : Markup.Of($"<path class=\"whisker {OriginStyle.Class(origin)}\" d=\"M{scale.At(figure.Interval.Low)} {at}H{scale.At(figure.Interval.High)}\"/>{OriginStyle.Mark(origin, scale.At(figure.Value), at, 4.6)}");
    }
}
