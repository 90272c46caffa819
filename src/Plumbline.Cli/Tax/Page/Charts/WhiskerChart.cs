using Plumbline.Origin;
using Plumbline.Statistics;

namespace Plumbline.Cli.Tax.Page.Charts;

/// <summary>One row of a chart of intervals.</summary>
/// <param name="Label">Whose it is.</param>
/// <param name="Count">From how many, in words.</param>
/// <param name="Value">NaN where it is not told: then only the words stand there.</param>
/// <param name="Text">The value with its interval, as it is printed.</param>
internal sealed record Whisker(OriginClass? Origin, string Label, string Count, double Value, Interval Interval, string Text);

/// <summary>Values as marks, with their intervals as whiskers.</summary>
internal sealed record WhiskerChart(IReadOnlyList<Whisker> Rows, Func<double, string> Tick)
{
    private const double Row = 44;
    private const double Top = 8;
    private const double Foot = 26;

    /// <summary>A value that divides more from less, such as a ratio of one; NaN for none. Makes the axis logarithmic.</summary>
    public double Divide { get; init; } = double.NaN;

    public (double Height, Markup Drawing) Draw(double width)
    {
        var narrow = width < Chart.Wide;
        var row = narrow ? Row + 20 : Row;
        var (left, right) = narrow ? (14.0, width - 16) : (176.0, width - 160);
        var bottom = Top + (Rows.Count * row);
        var (scale, ticks) = Axis(left, right, narrow ? 4 : 6);
        var grid = ticks.Select(tick => Markup.Of($"<path class=\"grid\" d=\"M{scale.At(tick)} {Top}V{bottom}\"/><text class=\"tick\" x=\"{scale.At(tick)}\" y=\"{bottom + 17}\" text-anchor=\"middle\">{Tick(tick)}</text>"));
        var divide = double.IsNaN(Divide) ? Markup.None : Markup.Of($"<path class=\"divide\" d=\"M{scale.At(Divide)} {Top}V{bottom}\"/>");
        var rows = Rows.Select((whisker, i) => Drawn(whisker, scale, Top + (i * row), narrow, width));
        return (bottom + Foot, Markup.Of($"{grid}{divide}{rows}"));
    }

    private (Scale Scale, IReadOnlyList<double> Ticks) Axis(double left, double right, int about)
    {
        var told = Rows.Where(whisker => !double.IsNaN(whisker.Value)).ToList();
        if (double.IsNaN(Divide))
        {
            var ticks = Scale.Ticks(told.Count == 0 ? 1 : told.Max(whisker => Math.Max(whisker.Value, Finite(whisker.Interval.High, whisker.Value * 2))), about);
            return (new Scale(0, ticks[^1], left, right), ticks);
        }

        // A ratio of 2 is as far from one as a half is.
        var far = told.SelectMany(whisker => new[] { whisker.Value, whisker.Interval.Low, whisker.Interval.High })
            .Where(value => double.IsFinite(value) && value > 0).Select(value => Math.Max(value, 1 / value)).DefaultIfEmpty(2).Max();
        var most = new[] { 2.0, 4, 8, 16, 32 }.FirstOrDefault(bound => bound >= far, 32);
        var powers = Enumerable.Range(-5, 11).Select(power => Math.Pow(2, power)).Where(value => value <= most && value >= 1 / most).ToList();
        return (new Scale(1 / most, most, left, right, IsLog: true), powers.Count > 2 * about ? [.. powers.Where((_, i) => i % 2 == 1)] : powers);
    }

    private static Markup Drawn(Whisker whisker, Scale scale, double top, bool narrow, double width)
    {
        var y = narrow ? top + 46 : top + (Row / 2);
        var name = OriginStyle.Class(whisker.Origin);
        var line = double.IsNaN(whisker.Value)
            ? Markup.None
            : Markup.Of($"<path class=\"whisker {name}\" d=\"M{scale.At(whisker.Interval.Low)} {y}H{scale.At(Finite(whisker.Interval.High, scale.To))}{Cap(whisker.Interval.Low)}{Cap(Finite(whisker.Interval.High, scale.To))}\"/>{OriginStyle.Mark(whisker.Origin, scale.At(whisker.Value), y, 6)}");
        var words = narrow
            ? Markup.Of($"<text class=\"label\" x=\"4\" y=\"{top + 17}\">{whisker.Label}</text><text class=\"faint\" x=\"4\" y=\"{top + 33}\">{whisker.Count}</text><text class=\"value\" x=\"{width - 4}\" y=\"{top + 17}\" text-anchor=\"end\">{whisker.Text}</text>")
            : Markup.Of($"<text class=\"label\" x=\"0\" y=\"{y - 2}\">{whisker.Label}</text><text class=\"faint\" x=\"0\" y=\"{y + 14}\">{whisker.Count}</text><text class=\"value\" x=\"{width}\" y=\"{y + 5}\" text-anchor=\"end\">{whisker.Text}</text>");
        return Markup.Of($"{line}{words}");

        Markup Cap(double value) => Markup.Of($"M{scale.At(value)} {y - 5}V{y + 5}");
    }

    private static double Finite(double value, double otherwise) => double.IsFinite(value) ? value : otherwise;
}
