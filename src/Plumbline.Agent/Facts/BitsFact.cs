namespace Plumbline.Agent.Facts;

/// <summary>
/// Which of a few values were seen, a bit for each: null or not, true or false, values of an enum. A value beyond the bits comes here
/// each time.
/// </summary>
/// <param name="facts">The method.</param>
/// <param name="name">The variable; null for the result.</param>
/// <param name="tell">What a value is called; null for one that is nothing to tell.</param>
internal sealed class BitsFact(MethodFacts facts, string? name, Func<long, (FirstKind Kind, string What)?> tell) : Fact(facts, name)
{
    /// <summary>Bits that there are.</summary>
    public const int Size = 512;

    /// <summary>Different values after which one more is nothing new.</summary>
    private const int MostValues = 64;

    private readonly object _lock = new();
    private readonly HashSet<long> _others = [];
    private int _values;
    private long _changed;

    /// <summary>Values that are nothing new from the start and never come here: of a null the one that it is not.</summary>
    public int Known { init => _values = value; }

    /// <summary>Address of the bits, 64 to a cell.</summary>
    public nint Cells { get; } = FactCells.Allocate(Size / 64);

    /// <summary>The least value that has a bit.</summary>
    public long Base { get; init; }

    ~BitsFact() => FactCells.Free(Cells, Size / 64);

    /// <summary>A value whose bit is not set, or that has none.</summary>
    public FirstFound? See(long value)
    {
        if (_others.Count >= MostValues)
        {
            return null;
        }

        lock (_lock)
        {
            if (!Add(value))
            {
                return null;
            }

            var calls = Facts.Calls;
            var changed = _changed;
            _changed = calls;
            return ++_values is > 1 and <= MostValues && tell(value) is { } told ? Found(told.Kind, told.What, calls, changed) : null;
        }
    }

    private bool Add(long value)
    {
        var index = value - Base;
        if (index is < 0 or >= Size)
        {
            return _others.Count < MostValues && _others.Add(value);
        }

        var cell = (int)(index / 64);
        var bits = FactCells.Read(Cells, cell);
        var bit = 1L << (int)(index % 64);
        FactCells.Write(Cells, cell, bits | bit);
        return (bits & bit) == 0;
    }
}
