namespace Plumbline.Origin.Replay.Diffs;

/// <summary>
/// How bad it is to begin or end a change before a line; the lower, the better. The weights are those that git's authors fitted on diffs that people
/// had judged.
/// </summary>
internal readonly record struct SplitScore(int Indent, int Penalty) : IComparable<SplitScore>
{
    private const int MostIndent = 200;
    private const int MostBlanks = 20;
    private const int IndentWeight = 60;
    private const int Blank = -1;

    public static SplitScore operator +(SplitScore left, SplitScore right) => new(left.Indent + right.Indent, left.Penalty + right.Penalty);

    public int CompareTo(SplitScore other) => IndentWeight * Indent.CompareTo(other.Indent) + Penalty - other.Penalty;

    public static SplitScore At(Side side, int line)
    {
        bool atEnd = line >= side.Count;
        int own = atEnd ? Blank : IndentOf(side.Lines[line]);
        (int before, int blanksBefore) = Neighbour(side, line - 1, -1);
        (int after, int blanksAfter) = Neighbour(side, line + 1, 1);

        int penalty = (before == Blank && blanksBefore == 0 ? 1 : 0) + (atEnd ? 21 : 0);
        int following = own == Blank ? 1 + blanksAfter : 0;
        int blanks = blanksBefore + following;
        penalty += -30 * blanks + 6 * following;
        int indent = own != Blank ? own : after;
        if (indent != Blank && before != Blank)
        {
            penalty += Step(indent, before, after, blanks != 0);
        }

        return new SplitScore(indent, penalty);
    }

    private static int Step(int indent, int before, int after, bool blanks)
    {
        if (indent > before)
        {
            return blanks ? 10 : -4;
        }

        if (indent == before)
        {
            return 0;
        }

        // Indented less: the start of a block where the next line goes in again, else most likely the end of one.
        return blanks ? 17 : after != Blank && after > indent ? 24 : 23;
    }

    private static (int Indent, int Blanks) Neighbour(Side side, int line, int step)
    {
        int blanks = 0;
        for (; line >= 0 && line < side.Count; line += step)
        {
            int indent = IndentOf(side.Lines[line]);
            if (indent != Blank)
            {
                return (indent, blanks);
            }

            if (++blanks == MostBlanks)
            {
                return (0, blanks);
            }
        }

        return (Blank, blanks);
    }

    private static int IndentOf(ReadOnlySpan<byte> line)
    {
        int indent = 0;
        foreach (byte one in line)
        {
            switch (one)
            {
                case (byte)' ':
                    indent++;
                    break;
                case (byte)'\t':
                    indent += 8 - indent % 8;
                    break;
                case (byte)'\r' or (byte)'\n':
                    break;
                default:
                    return indent;
            }

            if (indent >= MostIndent)
            {
                return MostIndent;
            }
        }

        return Blank;
    }
}
