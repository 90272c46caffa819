namespace Plumbline.Origin.Replay.Diffs;

/// <summary>
/// Compares two texts exactly as <c>git blame</c> does: Myers' linear-space search with git's bounds, over lines that have a partner at all, with changes
/// slid to where git's indent heuristic wants them. DESIGN: a shorter or prettier script would be easy to have, but then a line's origin would
/// differ from blame's, and nobody could check us against it.
/// </summary>
internal sealed class LineDiff
{
    private const int TailBlock = 1024;
    private readonly Side _old = new();
    private readonly Side _new = new();
    private readonly LineCensus _census = new();
    private readonly Myers _myers = new();
    private readonly List<Hunk> _hunks = [];

    /// <summary>The differences in order. The list is reused by the next call.</summary>
    public List<Hunk> Compare(TextLines old, TextLines @new)
    {
        _hunks.Clear();
        (int oldCount, int newCount) = WithoutTail(old, @new);
        _old.Take(old, oldCount);
        _new.Take(@new, newCount);
        int shared = Math.Min(oldCount, newCount);
        int head = old.Hashes.AsSpan(0, shared).CommonPrefixLength(@new.Hashes.AsSpan(0, shared));
        int tail = CommonTail(head, shared);
        int oldEnd = oldCount - tail, newEnd = newCount - tail;
        if (head == oldEnd && head == newEnd)
        {
            return _hunks;
        }

        Search(head, oldEnd, newEnd);
        new Compaction(_old, _new, head).Run();
        new Compaction(_new, _old, head).Run();
        Collect();
        return _hunks;
    }

    private void Search(int head, int oldEnd, int newEnd)
    {
        if (head == oldEnd || head == newEnd)
        {
            Mark(_old, head, oldEnd);
            Mark(_new, head, newEnd);
            return;
        }

        _census.Count(_old, _new, head, oldEnd, newEnd);
        _census.Sort(_old, head, oldEnd, isOld: true);
        _census.Sort(_new, head, newEnd, isOld: false);
        _myers.Run(_old, _new);
    }

    private static void Mark(Side side, int from, int to)
    {
        for (int line = from; line < to; line++)
        {
            side[line] = true;
        }
    }

    private int CommonTail(int head, int shared)
    {
        int tail = 0;
        while (tail < shared - head && _old.Hashes[_old.Count - 1 - tail] == _new.Hashes[_new.Count - 1 - tail])
        {
            tail++;
        }

        return tail;
    }

    // git cuts an equal end off in blocks of bytes before it looks at lines, but for the rest of the line that the cut went through. It matters: a change
    // can't slide into what was cut off.
    private static (int Old, int New) WithoutTail(TextLines old, TextLines @new)
    {
        ReadOnlySpan<byte> left = old.Bytes, right = @new.Bytes;
        int cut = 0, smaller = Math.Min(left.Length, right.Length);
        while (cut + TailBlock <= smaller && left.Slice(left.Length - cut - TailBlock, TailBlock).SequenceEqual(right.Slice(right.Length - cut - TailBlock, TailBlock)))
        {
            cut += TailBlock;
        }

        int feed = cut == 0 ? -1 : left[^cut..].IndexOf((byte)'\n');
        if (feed < 0)
        {
            return (old.Count, @new.Count);
        }

        int removed = cut - (feed + 1);
        return (old.LinesBefore(left.Length - removed), @new.LinesBefore(right.Length - removed));
    }

    private void Collect()
    {
        int o = Math.Min(_old.FirstChanged, _new.FirstChanged), n = o;
        while (o < _old.Count || n < _new.Count)
        {
            int equal = Math.Min(_old.NextChanged(o) - o, _new.NextChanged(n) - n);
            o += equal;
            n += equal;
            int oldStart = o, newStart = n;
            while (_old[o])
            {
                o++;
            }

            while (_new[n])
            {
                n++;
            }

            if (o > oldStart || n > newStart)
            {
                _hunks.Add(new Hunk(oldStart, o - oldStart, newStart, n - newStart));
            }
        }
    }
}
