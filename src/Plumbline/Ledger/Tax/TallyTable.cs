using Plumbline.Origin;

namespace Plumbline.Ledger.Tax;

/// <summary>Sums over changes by group and origin.</summary>
internal sealed class TallyTable
{
    private readonly List<Tally?[]> _rows = [];

    public int Groups => _rows.Count;

    public void Add(int group, in TrackedChange change, long until)
    {
        while (_rows.Count <= group)
        {
            _rows.Add(new Tally?[OriginOrder.Count]);
        }

        (_rows[group][(int)change.Origin] ??= new Tally()).Add(change, until);
    }

    public Tally Of(int group, OriginClass origin) => _rows[group][(int)origin] ?? new Tally();

    /// <summary>Of a group over all origins.</summary>
    public Tally Of(int group) => Sum(OriginOrder.All.Select(origin => Of(group, origin)));

    /// <summary>Of an origin over all groups.</summary>
    public Tally Of(OriginClass origin) => Sum(Enumerable.Range(0, Groups).Select(group => Of(group, origin)));

    private static Tally Sum(IEnumerable<Tally> tallies)
    {
        var sum = new Tally();
        foreach (var tally in tallies)
        {
            sum.Add(tally);
        }

        return sum;
    }
}
