namespace Plumbline.Origin.Replay.Diffs;

/// <summary>One of the two texts of a comparison: its lines as far as they are compared, and which of them were found changed.</summary>
internal sealed class Side
{
    // One free place before the first and after the last line lets a walk over neighbours stop without a check of the bounds.
    private bool[] _changed = new bool[256];

    public TextLines Lines { get; private set; } = TextLines.Empty;

    public ulong[] Hashes { get; private set; } = [];

    /// <summary>How many lines are compared; what lies behind is equal on both sides.</summary>
    public int Count { get; private set; }

    /// <summary>The lines that took part in the search for a common sequence: their hashes, then where they stand.</summary>
    public ulong[] Kept { get; private set; } = new ulong[64];

    public int[] Places { get; private set; } = new int[64];

    public int KeptCount { get; private set; }

    /// <summary>The first changed line, or <see cref="Count"/>.</summary>
    public int FirstChanged => NextChanged(0);

    /// <summary>The first changed line from one on, or <see cref="Count"/>.</summary>
    public int NextChanged(int from) => _changed.AsSpan(from + 1, Count - from).IndexOf(true) is >= 0 and var at ? from + at : Count;

    public ref bool this[int line] => ref _changed[line + 1];

    public void Take(TextLines lines, int count)
    {
        (Lines, Hashes, Count, KeptCount) = (lines, lines.Hashes, count, 0);
        if (_changed.Length < count + 2)
        {
            _changed = new bool[Math.Max(count + 2, _changed.Length * 2)];
        }
        else
        {
            Array.Clear(_changed, 0, count + 2);
        }
    }

    public void Keep(int line)
    {
        if (KeptCount == Kept.Length)
        {
            Kept = Grown(Kept);
            Places = Grown(Places);
        }

        Kept[KeptCount] = Hashes[line];
        Places[KeptCount++] = line;
    }

    public void MarkKept(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            this[Places[i]] = true;
        }
    }

    private static T[] Grown<T>(T[] array)
    {
        Array.Resize(ref array, array.Length * 2);
        return array;
    }
}
