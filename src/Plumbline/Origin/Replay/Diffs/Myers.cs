namespace Plumbline.Origin.Replay.Diffs;

/// <summary>
/// Myers' divide and conquer: finds a point on a short edit path from both ends at once, then does the same left and right of it. Where a search
/// grows too dear it settles for a good point, by git's rules, as every other choice would give other hunks.
/// </summary>
internal sealed class Myers
{
    private Side _old = null!;
    private Side _new = null!;
    private MiddlePoint _middle = null!;

    public void Run(Side old, Side @new)
    {
        (_old, _new) = (old, @new);
        _middle ??= new MiddlePoint();
        _middle.Prepare(old, @new);
        Divide(new Box(0, old.KeptCount, 0, @new.KeptCount), false);
    }

    private void Divide(Box box, bool exact)
    {
        // The second half is done in the loop, so only the first costs stack.
        while (true)
        {
            box = Shrink(box);
            if (box.Old == box.OldEnd || box.New == box.NewEnd)
            {
                _old.MarkKept(box.Old, box.OldEnd);
                _new.MarkKept(box.New, box.NewEnd);
                return;
            }

            Split split = _middle.Find(box, exact);
            Divide(new Box(box.Old, split.Old, box.New, split.New), split.ExactBefore);
            (box, exact) = (new Box(split.Old, box.OldEnd, split.New, box.NewEnd), split.ExactAfter);
        }
    }

    private Box Shrink(Box box)
    {
        ulong[] left = _old.Kept, right = _new.Kept;
        (int o, int oEnd, int n, int nEnd) = (box.Old, box.OldEnd, box.New, box.NewEnd);
        while (o < oEnd && n < nEnd && left[o] == right[n])
        {
            o++;
            n++;
        }

        while (o < oEnd && n < nEnd && left[oEnd - 1] == right[nEnd - 1])
        {
            oEnd--;
            nEnd--;
        }

        return new Box(o, oEnd, n, nEnd);
    }
}
