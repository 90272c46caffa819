using Plumbline.Ledger.Tax;
using Plumbline.Origin;

namespace Plumbline.Cli.Tax.Page.Charts;

/// <summary>One row of a distribution.</summary>
internal sealed record BinRow(OriginClass? Origin, string Label, string Count, IReadOnlyList<int> Bins, double? Median);

/// <summary>Distributions over the same bins beneath each other, each as high as its largest bin, so that shapes can be compared.</summary>
internal sealed record BinChart(IReadOnlyList<string> Names, IReadOnlyList<BinRow> Rows)
{
    public (double Height, Markup Drawing) Draw(double width)
    {
        var narrow = width < Chart.Wide;
        var (left, row, high) = narrow ? (4.0, 104.0, 52.0) : (176.0, 78.0, 52.0);
        var step = (width - 4 - left) / Names.Count;
        var rows = Rows.Select((one, i) => Drawn(one, i * row));
        var bottom = Rows.Count * row;
        var names = Names.Select((name, i) => Markup.Of($"<text class=\"tick\" x=\"{left + ((i + 0.5) * step)}\" y=\"{bottom + 14 + (narrow && i % 2 == 1 ? 15 : 0)}\" text-anchor=\"middle\">{name}</text>"));
        return (bottom + (narrow ? 34 : 20), Markup.Of($"{rows}{names}"));

        Markup Drawn(BinRow one, double top)
        {
            var most = Math.Max(1, one.Bins.Max());
            var floor = top + row - 10;
            var bars = one.Bins.Select((count, i) =>
            {
                var (x, length) = (left + (i * step) + 2, high * count / most);
                return Markup.Of($"<rect class=\"bar {OriginStyle.Class(one.Origin)}\" x=\"{x}\" y=\"{floor - length}\" width=\"{step - 4}\" height=\"{length}\"/><text class=\"tick\" x=\"{x + (step / 2) - 2}\" y=\"{floor - length - 3}\" text-anchor=\"middle\">{(count == 0 ? "" : TaxWords.Number(count))}</text>");
            });
            var label = narrow
                ? Markup.Of($"<text class=\"label\" x=\"4\" y=\"{top + 14}\">{one.Label}</text><text class=\"faint\" x=\"{width - 4}\" y=\"{top + 14}\" text-anchor=\"end\">{one.Count}</text>")
                : Markup.Of($"<text class=\"label\" x=\"0\" y=\"{floor - 22}\">{one.Label}</text><text class=\"faint\" x=\"0\" y=\"{floor - 7}\">{one.Count}</text>");
            return Markup.Of($"{bars}<path class=\"axis\" d=\"M{left} {floor}H{width - 4}\"/>{label}");
        }
    }
}
