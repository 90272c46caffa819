using Plumbline.Ledger.Tax;

namespace Plumbline.Cli.Tax.Page.Charts;

/// <summary>One bar, all of it 100 %.</summary>
/// <param name="Style">A class of the style sheet that gives its colour.</param>
/// <param name="Parts">In the order of the chart's names.</param>
internal sealed record StackRow(string Label, string Count, string Style, IReadOnlyList<double> Parts);

/// <summary>What shares of a whole are: bars in as many shades as there are parts, each with its number where there is room.</summary>
internal sealed record StackChart(IReadOnlyList<string> Names, IReadOnlyList<StackRow> Rows)
{
    private const double Legend = 30;

    /// <summary>A class of the style sheet for each part, with its shade; without, all have that of their row.</summary>
    public IReadOnlyList<(string Style, int Shade)>? Parts { get; init; }

    public (double Height, Markup Drawing) Draw(double width)
    {
        var narrow = width < Chart.Wide;
        var (left, row) = narrow ? (4.0, 58.0) : (176.0, 44.0);
        var rows = Rows.Select((one, i) => Drawn(one, left, width - 4, Legend + LegendRows(narrow) + (i * row), narrow));
        return (Legend + LegendRows(narrow) + (Rows.Count * row), Markup.Of($"{Keys(left, narrow)}{rows}"));
    }

    private double LegendRows(bool narrow) => narrow && Names.Count > 4 ? 18 : 0;

    private IEnumerable<Markup> Keys(double left, bool narrow)
    {
        var step = narrow ? 80.0 : 90.0;
        var perRow = narrow ? 4 : Names.Count;
        return Names.Select((name, i) =>
        {
            var (x, y) = (left + (i % perRow * step), 6.0 + (i / perRow * 18));
            return Markup.Of($"<rect class=\"bar {Style(i, "none")} shade-{Shade(i)}\" x=\"{x}\" y=\"{y}\" width=\"12\" height=\"12\"/><text class=\"tick\" x=\"{x + 17}\" y=\"{y + 10.5}\">{name}</text>");
        });
    }

    private Markup Drawn(StackRow row, double left, double right, double top, bool narrow)
    {
        var all = row.Parts.Sum();
        var y = narrow ? top + 24 : top + 8;
        var label = narrow
            ? Markup.Of($"<text class=\"label\" x=\"4\" y=\"{top + 16}\">{row.Label}</text><text class=\"faint\" x=\"{right}\" y=\"{top + 16}\" text-anchor=\"end\">{row.Count}</text>")
            : Markup.Of($"<text class=\"label\" x=\"0\" y=\"{top + 20}\">{row.Label}</text><text class=\"faint\" x=\"0\" y=\"{top + 35}\">{row.Count}</text>");
        if (!(all > 0))
        {
            return label;
        }

        var at = left;
        var parts = new List<Markup>();
        for (var i = 0; i < row.Parts.Count; i++)
        {
            var length = (right - left) * row.Parts[i] / all;
            parts.Add(Markup.Of($"<rect class=\"bar {Style(i, row.Style)} shade-{Shade(i)}\" x=\"{at}\" y=\"{y}\" width=\"{Math.Max(0, length - 1)}\" height=\"26\"/>"));
            if (length > 34)
            {
                parts.Add(Markup.Of($"<text class=\"in-{Shade(i)}\" x=\"{at + (length / 2)}\" y=\"{y + 17.5}\" text-anchor=\"middle\">{Math.Round(100 * row.Parts[i] / all)} %</text>"));
            }

            at += length;
        }

        return Markup.Of($"{label}{parts}");
    }

    private string Style(int part, string otherwise) => Parts is { } parts ? parts[part].Style : otherwise;

    /// <summary>Six shades, spread over as many parts as there are.</summary>
    private int Shade(int part) => Parts is { } parts ? parts[part].Shade : Names.Count < 2 ? 1 : 1 + (int)Math.Round(part * 5.0 / (Names.Count - 1));
}
