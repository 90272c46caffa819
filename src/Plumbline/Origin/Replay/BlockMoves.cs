using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Origin.Replay;

/// <summary>
/// Finds blocks that a commit took out of one place and put in at another. A block counts from three lines and forty letters and digits on, as less
/// turns up anywhere by chance.
/// </summary>
internal sealed class BlockMoves(Trails trails)
{
    private const int FewestLines = 3;
    private const int FewestCharacters = 40;
    private const int MostAlike = 16;
    private readonly Dictionary<ulong, List<int>> _taken = [];

    /// <param name="hunks">What the commit changed in the file.</param>
    /// <param name="old">The file before.</param>
    /// <param name="text">The file after.</param>
    /// <param name="lines">Its origins; those of moved lines are changed here.</param>
    /// <param name="made">The version that the commit made, and the commit.</param>
    public void Trace(ReadOnlySpan<Hunk> hunks, Revision old, TextLines text, OriginLine[] lines, (int Version, int Commit) made)
    {
        _taken.Clear();
        int removed = 0, added = 0;
        foreach (Hunk hunk in hunks)
        {
            removed = Math.Max(removed, hunk.OldCount);
            added = Math.Max(added, hunk.NewCount);
        }

        if (removed < FewestLines || added < FewestLines || hunks.Length < 2)
        {
            return;
        }

        foreach (Hunk hunk in hunks)
        {
            for (int o = hunk.Old; o < hunk.Old + hunk.OldCount; o++)
            {
                Index(old.Text.Hashes[o], o);
            }
        }

        var gone = new HashSet<int>(_taken.Values.SelectMany(places => places));
        foreach (Hunk hunk in hunks)
        {
            Match(hunk, old, text, lines, made, gone);
        }
    }

    private void Index(ulong hash, int line)
    {
        if (!_taken.TryGetValue(hash, out List<int>? places))
        {
            _taken.Add(hash, places = []);
        }

        places.Add(line);
    }

    private void Match(Hunk hunk, Revision old, TextLines text, OriginLine[] lines, (int Version, int Commit) made, HashSet<int> gone)
    {
        int end = hunk.New + hunk.NewCount;
        for (int n = hunk.New; n <= end - FewestLines;)
        {
            (int from, int count) = lines[n].Version == made.Version ? Longest(n, end, old, text, lines, made.Version, gone) : (0, 0);
            if (count < FewestLines || Characters(text, n, n + count) < FewestCharacters)
            {
                n++;
                continue;
            }

            for (int i = 0; i < count; i++)
            {
                OriginLine origin = old.Lines[from + i];
                lines[n + i] = origin with { Trail = trails.AddNote(LineNoteKind.Moved, made.Commit, 0, origin.Trail) };
            }

            n += count;
        }
    }

    private (int From, int Count) Longest(int start, int end, Revision old, TextLines text, OriginLine[] lines, int own, HashSet<int> gone)
    {
        (int From, int Count) best = (0, 0);
        if (!_taken.TryGetValue(text.Hashes[start], out List<int>? places) || places.Count > MostAlike)
        {
            return best;
        }

        foreach (int place in places)
        {
            int count = 0;
            while (start + count < end && lines[start + count].Version == own && gone.Contains(place + count) && old.Text.Hashes[place + count] == text.Hashes[start + count])
            {
                count++;
            }

            best = count > best.Count ? (place, count) : best;
        }

        return best;
    }

    private static int Characters(TextLines text, int from, int to)
    {
        int count = 0;
        for (int line = from; line < to && count < FewestCharacters; line++)
        {
            foreach (byte one in text[line])
            {
                count += char.IsAsciiLetterOrDigit((char)one) ? 1 : 0;
            }
        }

        return count;
    }
}
