namespace Plumbline.Agent.Facts;

/// <summary>What the counters of calls showed a moment ago: for whoever looks at many of them. For one thread.</summary>
internal sealed class CallTotals
{
    private long[] _sums = [];

    /// <summary>Looks anew.</summary>
    public void Read() => CallCells.ReadAll(ref _sums);

    /// <summary>Of a counter by its number; 0 where it is younger than the last look.</summary>
    public long Of(int number) => number < _sums.Length ? _sums[number] : 0;
}
