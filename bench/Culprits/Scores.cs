using System.Globalization;

namespace Plumbline.Bench.Culprits;

/// <summary>How often the likeliest candidates were named.</summary>
internal sealed class Scores
{
    private readonly List<(double Chance, bool Right)> _answers = [];
    private readonly int[] _hits = new int[3];
    private int _cases;
    private int _named;
    private int _newer;
    private int _older;

    /// <param name="chances">Of the case's candidates.</param>
    public void Add(Case one, double[] chances)
    {
        (_cases, _named) = (_cases + 1, _named + one.Named);
        var order = Enumerable.Range(0, chances.Length).OrderByDescending(candidate => chances[candidate]).ThenBy(candidate => candidate).ToList();
        for (var first = 0; first < _hits.Length; first++)
        {
            _hits[first] += order.Take(first + 1).Any(candidate => one.IsTrue[candidate]) ? 1 : 0;
        }

        if (order.Count == 0)
        {
            return;
        }

        _answers.Add((chances[order[0]], one.IsTrue[order[0]]));
        var truth = Enumerable.Range(0, chances.Length).Where(candidate => one.IsTrue[candidate]).ToList();
        if (truth.Count > 0 && !one.IsTrue[order[0]])
        {
            var isNewer = one.Times[order[0]] > truth.Max(candidate => one.Times[candidate]);
            (_newer, _older) = (_newer + (isNewer ? 1 : 0), _older + (isNewer ? 0 : 1));
        }
    }

    /// <summary>One row: answers below a confidence are withheld.</summary>
    public string Row(string name, double least)
    {
        var said = _answers.Where(answer => answer.Chance >= least).ToList();
        var right = said.Count(answer => answer.Right);
        return Row(name, right, said.Count, _named) + string.Create(CultureInfo.InvariantCulture, $"  {_hits[0] / (double)_cases:0.000}  {_hits[1] / (double)_cases:0.000}  {_hits[2] / (double)_cases:0.000}  {_newer,5} {_older,5}");
    }

    public static string Row(string name, int right, int said, int named)
    {
        var (precision, recall) = ((double)right / Math.Max(1, said), (double)right / Math.Max(1, named));
        return string.Create(CultureInfo.InvariantCulture, $"{name,-34} {said,5}  {precision:0.000}  {recall:0.000}  {2 * precision * recall / Math.Max(1e-9, precision + recall):0.000}");
    }

    /// <summary>Said and found chance by tenths, and the mean distance between the two.</summary>
    public void PrintReliability(TextWriter output)
    {
        output.WriteLine("  confidence   fixes   said  right");
        var distance = 0.0;
        foreach (var bin in _answers.GroupBy(answer => Math.Min(9, (int)(answer.Chance * 10))).OrderBy(bin => bin.Key))
        {
            var (said, right) = (bin.Average(answer => answer.Chance), bin.Average(answer => answer.Right ? 1.0 : 0));
            distance += Math.Abs(said - right) * bin.Count() / _answers.Count;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {bin.Key / 10.0:0.0} to {(bin.Key + 1) / 10.0:0.0}   {bin.Count(),5}  {said:0.000}  {right:0.000}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  mean distance {distance:0.000}"));
    }
}
