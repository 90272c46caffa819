using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Origin.Replay;

/// <summary>
/// What became of the lines that a commit replaced. Lines of the same characters, however spaced and broken, are the old ones; so are those of a commit
/// that is to be ignored. For all others it is kept which line they stand in for.
/// </summary>
internal sealed class HunkStory(Trails trails)
{
    private const int Reach = 4;
    private const float Related = 0.2f;
    private readonly LineDiff _loose = new();
    private readonly TokenLines _old = new();
    private readonly TokenLines _new = new();
    private (LineNoteKind? Kind, int Commit, int Past, int Trail) _shared;

    /// <param name="hunk">The lines replaced and those that replace them; neither side is empty.</param>
    /// <param name="old">The older text and its origins.</param>
    /// <param name="text">The newer text.</param>
    /// <param name="lines">Its origins, of which those of the hunk are still its own; changed here.</param>
    /// <param name="made">Who made the change.</param>
    public void Tell(Hunk hunk, Revision old, TextLines text, OriginLine[] lines, Maker made)
    {
        TextLines before = LooseText.Of(old.Text, hunk.Old, hunk.Old + hunk.OldCount);
        TextLines after = LooseText.Of(text, hunk.New, hunk.New + hunk.NewCount);
        int o = 0, n = 0;
        foreach (Hunk part in _loose.Compare(before, after))
        {
            Keep(hunk, old, lines, (o, n, part.New - n), made);
            var whole = new Hunk(hunk.Old + part.Old, part.OldCount, hunk.New + part.New, part.NewCount);
            if (part.OldCount > 0 && part.NewCount > 0 && !Rebreak(before, after, part, hunk, old, lines, made))
            {
                Replace(whole, old, text, lines, made);
            }

            (o, n) = (part.Old + part.OldCount, part.New + part.NewCount);
        }

        Keep(hunk, old, lines, (o, n, after.Count - n), made);
        before.Release();
        after.Release();
    }

    private void Keep(Hunk hunk, Revision old, OriginLine[] lines, (int Old, int New, int Count) equal, Maker made)
    {
        for (int i = 0; i < equal.Count; i++)
        {
            Inherit(ref lines[hunk.New + equal.New + i], old.Lines[hunk.Old + equal.Old + i], LineNoteKind.Reformatted, made);
        }
    }

    private bool Rebreak(TextLines before, TextLines after, Hunk part, Hunk hunk, Revision old, OriginLine[] lines, Maker made)
    {
        int[]? map = LooseText.Rebroken(before, part.Old, part.Old + part.OldCount, after, part.New, part.New + part.NewCount);
        if (map is null)
        {
            return false;
        }

        for (int i = 0; i < map.Length; i++)
        {
            Inherit(ref lines[hunk.New + part.New + i], old.Lines[hunk.Old + map[i]], LineNoteKind.Reformatted, made);
        }

        return true;
    }

    // A line that came from elsewhere meanwhile stays as it is. Neighbours with one past share their note.
    private void Inherit(ref OriginLine line, OriginLine past, LineNoteKind kind, Maker made)
    {
        if (line.Version != made.Version)
        {
            return;
        }

        if (_shared.Kind != kind || _shared.Commit != made.Commit || _shared.Past != past.Trail)
        {
            _shared = (kind, made.Commit, past.Trail, trails.AddNote(kind, made.Commit, 0, past.Trail));
        }

        line = past with { Trail = _shared.Trail };
    }

    private void Replace(Hunk hunk, Revision old, TextLines text, OriginLine[] lines, Maker made)
    {
        _old.Read(old.Text, hunk.Old, hunk.Old + hunk.OldCount);
        _new.Read(text, hunk.New, hunk.New + hunk.NewCount);
        for (int n = 0; n < hunk.NewCount; n++)
        {
            int o = Partner(n, hunk);
            float likeness = _new.Likeness(n, _old, o);
            OriginLine replaced = old.Lines[hunk.Old + o];
            ref OriginLine line = ref lines[hunk.New + n];
            if (made.Ignored)
            {
                Inherit(ref line, replaced, LineNoteKind.Ignored, made);
            }
            else if (likeness >= Related && replaced.IsAsked)
            {
                Overwrite(ref line, replaced, likeness, made);
            }
        }
    }

    // A line that came from inside a squash replaced the squash's old line, too, if nothing else is known of its past.
    private void Overwrite(ref OriginLine line, OriginLine replaced, float likeness, Maker made)
    {
        if (line.Version == made.Version)
        {
            line = line with { Trail = trails.AddOverwrite(replaced, made.Commit, likeness) };
        }
        else if (line.Trail != 0 && trails[line.Trail] is { Note: LineNoteKind.ViaSquash, Next: 0 } via && via.Commit == made.Commit)
        {
            int past = trails.AddOverwrite(replaced, made.Commit, likeness);
            line = line with { Trail = trails.AddNote(LineNoteKind.ViaSquash, via.Commit, via.Number, past) };
        }
    }

    // The old line most alike among those at about the same place; of two alike, the one nearer to it.
    private int Partner(int line, Hunk hunk)
    {
        int centre = (int)((long)line * hunk.OldCount / hunk.NewCount);
        if (hunk.OldCount == hunk.NewCount && _new.Guess(line, _old, line) > 0.5f)
        {
            return line;
        }

        int best = centre;
        float most = _new.Guess(line, _old, centre);
        for (int step = 1; step <= Reach; step++)
        {
            foreach (int o in (ReadOnlySpan<int>)[centre - step, centre + step])
            {
                if (o >= 0 && o < hunk.OldCount && _new.Guess(line, _old, o) is var guess && guess > most)
                {
                    (best, most) = (o, guess);
                }
            }
        }

        return best;
    }
}
