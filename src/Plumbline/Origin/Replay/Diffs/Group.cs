namespace Plumbline.Origin.Replay.Diffs;

/// <summary>Changed lines side by side, or the empty place between two unchanged ones.</summary>
internal struct Group
{
    public int Start;
    public int End;

    public readonly int Length => End - Start;

    public static Group At(Side side, int start)
    {
        var group = new Group { Start = start, End = start };
        while (side[group.End])
        {
            group.End++;
        }

        return group;
    }

    /// <summary>Goes on behind the unchanged line that follows.</summary>
    public void Next(Side side) => this = At(side, End + 1);

    /// <summary>Goes on to the next changed lines, and gives the number of unchanged ones between; 0 where none follow.</summary>
    public int Leap(Side side)
    {
        int next = side.NextChanged(End), steps = next - End;
        if (next == side.Count)
        {
            return 0;
        }

        this = At(side, next);
        return steps;
    }

    /// <summary>Goes on behind so many unchanged lines, over all changed ones between.</summary>
    public void Follow(Side side, int steps)
    {
        while (steps > 0)
        {
            int stretch = Math.Min(steps, side.NextChanged(End) - End);
            this = At(side, End + stretch);
            steps -= stretch;
        }
    }

    /// <summary>Goes back before the unchanged line that precedes.</summary>
    public void Previous(Side side)
    {
        End = --Start;
        while (side[Start - 1])
        {
            Start--;
        }
    }

    /// <summary>Moves by a line where the first line equals the one behind the last; false where it does not.</summary>
    public bool SlideDown(Side side)
    {
        if (End >= side.Count || side.Hashes[Start] != side.Hashes[End])
        {
            return false;
        }

        side[Start++] = false;
        side[End++] = true;
        while (side[End])
        {
            End++;
        }

        return true;
    }

    public bool SlideUp(Side side)
    {
        if (Start <= 0 || side.Hashes[Start - 1] != side.Hashes[End - 1])
        {
            return false;
        }

        side[--Start] = true;
        side[--End] = false;
        while (side[Start - 1])
        {
            Start--;
        }

        return true;
    }
}
