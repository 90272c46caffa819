namespace Plumbline.Origin.Claims;

/// <summary>A set of line numbers, kept as ranges.</summary>
internal sealed class LineSet
{
    // By first line; they neither overlap nor touch.
    private readonly SortedList<int, int> _ranges = [];

    /// <returns>How many of the lines were not in it before.</returns>
    public int Add(int first, int last)
    {
        var fresh = last - first + 1 - Overlap(first, last);
        var (from, to) = (first, last);
        for (var i = IndexAt(first - 1); i < _ranges.Count && _ranges.GetKeyAtIndex(i) <= last + 1;)
        {
            if (_ranges.GetValueAtIndex(i) < first - 1)
            {
                i++;
                continue;
            }

            from = Math.Min(from, _ranges.GetKeyAtIndex(i));
            to = Math.Max(to, _ranges.GetValueAtIndex(i));
            _ranges.RemoveAt(i);
        }

        _ranges.Add(from, to);
        return fresh;
    }

    /// <returns>How many of the lines are in it.</returns>
    public int Overlap(int first, int last)
    {
        var sum = 0;
        for (var i = IndexAt(first); i < _ranges.Count && _ranges.GetKeyAtIndex(i) <= last; i++)
        {
            sum += Math.Max(0, Math.Min(last, _ranges.GetValueAtIndex(i)) - Math.Max(first, _ranges.GetKeyAtIndex(i)) + 1);
        }

        return sum;
    }

    /// <summary>The last range that begins at or before a line.</summary>
    private int IndexAt(int line)
    {
        int low = 0, high = _ranges.Count - 1, found = 0;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_ranges.GetKeyAtIndex(middle) <= line)
            {
                (found, low) = (middle, middle + 1);
            }
            else
            {
                high = middle - 1;
            }
        }

        return found;
    }
}
