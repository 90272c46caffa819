using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>
/// All comparisons of a report. Twenty looks find something by chance alone, so every p is adjusted for all of them; Benjamini and Hochberg hold
/// down the share of false discoveries.
/// </summary>
internal sealed class Family
{
    private readonly Dictionary<(string Metric, string Name), Comparison> _adjusted = [];

    public Family(IEnumerable<Comparison> comparisons)
    {
        var all = comparisons.ToList();
        var told = all.Where(one => one.IsTold && !double.IsNaN(one.P)).ToList();
        var q = BenjaminiHochberg.Adjust([.. told.Select(one => one.P)]);
        foreach (var one in all)
        {
            _adjusted[(one.Metric, one.Name)] = one;
        }

        for (var i = 0; i < told.Count; i++)
        {
            _adjusted[(told[i].Metric, told[i].Name)] = told[i] with { Q = q[i] };
        }

        Told = told.Count;
        All = all.ConvertAll(Of);
    }

    /// <summary>How many could be told, and so stand in the adjustment.</summary>
    public int Told { get; }

    public IReadOnlyList<Comparison> All { get; }

    /// <summary>The same comparison with its adjusted p.</summary>
    public Comparison Of(Comparison one) => _adjusted[(one.Metric, one.Name)];

    public IReadOnlyList<Comparison> Of(IEnumerable<Comparison> some) => [.. some.Select(Of)];
}
