namespace Plumbline.Origin.Replay.Diffs;

/// <summary>
/// Slides each group of changed lines of one side up and down as far as equal lines allow, merging the groups it meets, and leaves it where it faces
/// a change of the other side, else where the indent heuristic likes it best. The group that stands at the same place of the other side moves along.
/// </summary>
internal ref struct Compaction
{
    private const int FurthestSlide = 100;
    private readonly Side _side;
    private readonly Side _other;
    private Group _group;
    private Group _facing;

    /// <param name="side">The side whose groups are moved.</param>
    /// <param name="other">The other side, for the groups that face them.</param>
    /// <param name="head">How many equal lines both begin with: no group stands before them yet.</param>
    public Compaction(Side side, Side other, int head)
    {
        (_side, _other) = (side, other);
        head = Math.Min(head, Math.Min(side.FirstChanged, other.FirstChanged));
        _group = Group.At(side, head);
        _facing = Group.At(other, head);
    }

    public void Run()
    {
        if (_group.Length > 0)
        {
            Place();
        }

        for (int steps; (steps = _group.Leap(_side)) > 0;)
        {
            _facing.Follow(_other, steps);
            Place();
        }
    }

    private void Place()
    {
        int size, earliest, matching;
        do
        {
            size = _group.Length;
            while (_group.SlideUp(_side))
            {
                _facing.Previous(_other);
            }

            earliest = _group.End;
            matching = _facing.Length > 0 ? _group.End : -1;
            while (_group.SlideDown(_side))
            {
                _facing.Next(_other);
                matching = _facing.Length > 0 ? _group.End : matching;
            }
        }
        while (size != _group.Length);

        if (_group.End == earliest)
        {
            return;
        }

        if (matching != -1)
        {
            while (_facing.Length == 0)
            {
                StepUp();
            }

            return;
        }

        int best = Best(earliest, size);
        while (_group.End > best)
        {
            StepUp();
        }
    }

    private void StepUp()
    {
        _group.SlideUp(_side);
        _facing.Previous(_other);
    }

    private readonly int Best(int earliest, int size)
    {
        int first = Math.Max(earliest, Math.Max(_group.End - size - 1, _group.End - FurthestSlide));
        int best = -1;
        SplitScore least = default;
        for (int end = first; end <= _group.End; end++)
        {
            SplitScore score = SplitScore.At(_side, end) + SplitScore.At(_side, end - size);
            if (best == -1 || score.CompareTo(least) <= 0)
            {
                (best, least) = (end, score);
            }
        }

        return best;
    }
}
