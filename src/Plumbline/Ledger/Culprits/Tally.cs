namespace Plumbline.Ledger.Culprits;

/// <summary>Weights by commit.</summary>
internal sealed class Tally
{
    private readonly Dictionary<int, double> _weights = [];

    public double Total { get; private set; }

    public double this[int commit] => _weights.GetValueOrDefault(commit);

    public IEnumerable<int> Commits => _weights.Keys;

    public void Add(int commit, double weight)
    {
        _weights[commit] = _weights.GetValueOrDefault(commit) + weight;
        Total += weight;
    }

    /// <summary>Adds parts that have a sum in all.</summary>
    public void Spread(IEnumerable<(int Commit, double Weight)> parts, double sum)
    {
        var list = parts.ToList();
        var all = list.Sum(part => part.Weight);
        foreach (var (commit, weight) in all > 0 ? list : [])
        {
            Add(commit, weight / all * sum);
        }
    }

    /// <summary>A commit's share of all, 0 to 1.</summary>
    public double ShareOf(int commit) => Total > 0 ? this[commit] / Total : 0;
}
