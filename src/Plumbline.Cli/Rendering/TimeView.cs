using System.Globalization;
using Plumbline.Cli.Commands;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

internal sealed class TimeView(VerbContext context) : TallyView<Timed>(context)
{
    protected override string Short(Timed state)
    {
        var sketch = DdSketch.From(state);
        var quantiles = sketch.Count == 0 ? "" : "  " + Quantiles(sketch);
        return string.Create(CultureInfo.InvariantCulture, $"{state.Seconds,6:F1} s  {StateText.Plural(state.Count, "call")}{Beside(state)}{quantiles}");
    }

    protected override IReadOnlyList<string> Full(Timed state)
    {
        var sketch = DdSketch.From(state);
        var lines = new List<string> { Short(state) };
        if (sketch.Count > 0)
        {
            lines.Add($"          min {Durations.OfMicroseconds(sketch.Min)}  mean {Durations.OfMicroseconds(sketch.Sum / sketch.Count)}  sum {Durations.OfMicroseconds(sketch.Sum)}");
            lines.AddRange(Histogram.Lines(sketch, Terminal.Width));
        }

        return lines;
    }

    private static string Beside(Timed state)
    {
        var failed = state.Failed > 0 ? $"  {StateText.Number(state.Failed)} threw" : "";
        return state.InFlight > 0 ? $"{failed}  {StateText.Number(state.InFlight)} running" : failed;
    }

    private static string Quantiles(DdSketch sketch) =>
        $"p50 {At(sketch, 0.5)}  p90 {At(sketch, 0.9)}  p99 {At(sketch, 0.99)}  max {Durations.OfMicroseconds(sketch.Max)}";

    private static string At(DdSketch sketch, double q) => Durations.OfMicroseconds(sketch.Quantile(q));
}
