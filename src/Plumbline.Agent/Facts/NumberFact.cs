namespace Plumbline.Agent.Facts;

/// <summary>
/// The range of a number, or of a length. Its two cells are the bounds that a value must keep to be nothing new. They lie beyond what was
/// seen, at twice as much, so that a number that grows for ever, as ids and times do, is looked at once in each doubling and never is a
/// first; but never across zero, so that the first zero and the first negative value are seen.
/// </summary>
internal sealed class NumberFact : Fact
{
    /// <summary>How much farther from zero than everything before a value must be to be a first.</summary>
    private const double Far = 10;

    private readonly object _lock = new();
    private readonly bool _isSize;
    private readonly NumberSample _sample = new();
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;
    private long _lowChanged;
    private long _highChanged;
    private bool _sawNaN;
    private bool _sawInfinite;

    /// <param name="facts">The method.</param>
    /// <param name="name">The variable; null for the result.</param>
    /// <param name="isWhole">Whether the cells hold integers; else doubles.</param>
    /// <param name="isSize">Whether it is the length of something, of which zero is "empty".</param>
    public NumberFact(MethodFacts facts, string? name, bool isWhole, bool isSize = false)
        : base(facts, name)
    {
        IsWhole = isWhole;
        _isSize = isSize;
        Cells = FactCells.Allocate(2);
        WriteBounds(low: 1, high: -1);
    }

    ~NumberFact() => FactCells.Free(Cells, 2);

    /// <summary>Address of the lower and the upper bound, both allowed. At first no value is within.</summary>
    public nint Cells { get; }

    /// <summary>Whether the cells hold integers; else doubles.</summary>
    public bool IsWhole { get; }

    /// <summary>A value outside of the bounds.</summary>
    public FirstFound? See(double value)
    {
        if (!double.IsFinite(value))
        {
            return SeeSpecial(value);
        }

        var calls = Facts.Calls;
        lock (_lock)
        {
            var isFirst = double.IsPositiveInfinity(_min);
            var found = isFirst ? null : value < _min ? Below(value, calls) : value > _max ? Above(value, calls) : null;
            if (isFirst)
            {
                (_lowChanged, _highChanged) = (calls, calls);
            }

            _min = Math.Min(_min, value);
            _max = Math.Max(_max, value);
            WriteBounds(Low(), High());
            return found;
        }
    }

    /// <summary>A value that is looked at closely.</summary>
    public void Sample(double value) => _sample.Add(value);

    private FirstFound? SeeSpecial(double value)
    {
        ref var saw = ref double.IsNaN(value) ? ref _sawNaN : ref _sawInfinite;
        if (saw)
        {
            return null;
        }

        saw = true;
        return double.IsNaN(value)
            ? Found(FirstKind.NotANumber, "not a number (NaN)", Facts.Calls, changed: 0)
            : Found(FirstKind.Infinite, "infinite", Facts.Calls, changed: 0);
    }

    private FirstFound? Below(double value, long calls)
    {
        var changed = _lowChanged;
        _lowChanged = calls;
        if (_min >= 0 && value < 0)
        {
            return _min > 0 && !_sample.IsFarBelow(value) ? null : Found(FirstKind.Negative, "negative", calls, changed);
        }

        if (_min > 0 && value == 0)
        {
            return _sample.IsFarBelow(value) ? Zero(calls, changed) : null;
        }

        return _min < 0 && value <= _min * Far ? Found(FirstKind.Range, "more than ten times lower than ever", calls, changed) : null;
    }

    private FirstFound? Above(double value, long calls)
    {
        var changed = _highChanged;
        _highChanged = calls;
        if (_max < 0 && value == 0)
        {
            return Zero(calls, changed);
        }

        if (_max <= 0 && value > 0)
        {
            return Found(FirstKind.Positive, _isSize ? "not empty" : "above zero", calls, changed);
        }

        return _max > 0 && value >= _max * Far && value >= _sample.Max * Far
            ? Found(FirstKind.Range, _isSize ? "more than ten times longer than ever" : "more than ten times higher than ever", calls, changed)
            : null;
    }

    private FirstFound? Zero(long calls, long changed) => _isSize
        ? Found(FirstKind.Empty, "empty", calls, changed)
        : Found(FirstKind.Zero, "zero", calls, changed);

    private double Low() => _min > 0 ? (IsWhole ? 1 : double.Epsilon) : _min * 2;

    private double High() => _max < 0 ? (IsWhole ? -1 : -double.Epsilon) : _max * 2;

    private void WriteBounds(double low, double high)
    {
        if (IsWhole)
        {
            // The conversion stops at the largest and smallest long.
            FactCells.Write(Cells, 0, Whole(low));
            FactCells.Write(Cells, 1, Whole(high));
        }
        else
        {
            FactCells.Write(Cells, 0, Math.Max(low, double.MinValue));
            FactCells.Write(Cells, 1, Math.Min(high, double.MaxValue));
        }
    }

    private static long Whole(double value) => value >= long.MaxValue ? long.MaxValue : value <= long.MinValue ? long.MinValue : (long)value;
}
