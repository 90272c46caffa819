using Plumbline.Origin.Lines;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Origin.Replay;

/// <summary>Lines without their white space, and without the mark of UTF-8 that editors put before the first one.</summary>
internal static class LooseText
{
    /// <summary>The lines <paramref name="from"/> to <paramref name="to"/> (exclusive), one for one, of what is not white space.</summary>
    public static TextLines Of(TextLines text, int from, int to)
    {
        int size = 0;
        for (int line = from; line < to; line++)
        {
            size += text[line].Length + 1;
        }

        var loose = new byte[size];
        int length = 0;
        for (int line = from; line < to; line++)
        {
            foreach (byte one in line == 0 ? ByteOrderMark.Skip(text[line]) : text[line])
            {
                if (one > ' ')
                {
                    loose[length++] = one;
                }
            }

            loose[length++] = (byte)'\n';
        }

        return TextLines.Cut(loose, length);
    }

    /// <summary>
    /// For each new line the old line in which most of its characters stand, where both have the same characters in all, however they are broken into lines;
    /// null where they have not.
    /// </summary>
    public static int[]? Rebroken(TextLines old, int oldFrom, int oldTo, TextLines @new, int newFrom, int newTo)
    {
        var lines = new int[newTo - newFrom];
        int o = oldFrom, at = 0;
        for (int n = newFrom; n < newTo; n++)
        {
            int most = 0, run = 0;
            lines[n - newFrom] = Math.Min(o, oldTo - 1);
            foreach (byte one in @new[n])
            {
                if (one == '\n')
                {
                    break;
                }

                while (o < oldTo && old[o][at] == '\n')
                {
                    (o, at, run) = (o + 1, 0, 0);
                }

                if (o == oldTo || old[o][at] != one)
                {
                    return null;
                }

                if (++run > most)
                {
                    (lines[n - newFrom], most) = (o, run);
                }

                at++;
            }
        }

        while (o < oldTo && old[o][at] == '\n')
        {
            (o, at) = (o + 1, 0);
        }

        return o == oldTo ? lines : null;
    }
}
