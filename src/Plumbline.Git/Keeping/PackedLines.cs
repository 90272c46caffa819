using Plumbline.Origin;

namespace Plumbline.Git.Keeping;

/// <summary>The origins of one file's lines as bytes of a map, decoded when they are asked for: most views look at few files.</summary>
internal sealed class PackedLines : FileLines
{
    private readonly PackedReader _uses;
    private readonly PackedReader _packed;
    private readonly (int Commits, int Paths) _bounds;
    private (LineRun[] Runs, LineRemark[] Remarks)? _read;

    private PackedLines(int count, PackedReader uses, PackedReader packed, (int Commits, int Paths) bounds) =>
        (Count, _uses, _packed, _bounds) = (count, uses, packed, bounds);

    public override int Count { get; }

    public override CommitUse[] Uses => field ??= DecodeUses(_uses.Again());

    public override IReadOnlyList<LineRun> Runs => Decoded.Runs;

    public override IReadOnlyList<LineRemark> Remarks => Decoded.Remarks;

    private (LineRun[] Runs, LineRemark[] Remarks) Decoded => _read ??= Decode(_packed.Again());

    /// <param name="to">Where to.</param>
    /// <param name="lines">The lines. What was packed before is copied: a map that builds on another one keeps its numbers.</param>
    /// <param name="scratch">For what has to be measured first.</param>
    public static void Write(PackedWriter to, FileLines lines, PackedWriter scratch)
    {
        to.Number(lines.Count);
        if (lines is PackedLines packed)
        {
            to.Bytes(packed._uses.Again().Rest());
            to.Bytes(packed._packed.Again().Rest());
            return;
        }

        scratch.Clear();
        EncodeUses(scratch, lines.Uses);
        to.Bytes(scratch.Written);
        scratch.Clear();
        Encode(scratch, lines);
        to.Bytes(scratch.Written);
    }

    public static PackedLines Read(PackedReader from, int commits, int paths) => new(from.Index(int.MaxValue), from.Part(), from.Part(), (commits, paths));

    private static void EncodeUses(PackedWriter to, CommitUse[] uses)
    {
        to.Number(uses.Length);
        foreach (CommitUse use in uses)
        {
            to.Number(use.Commit);
            to.Number(((long)use.Lines << 1) | (use.IsUnfolded ? 1L : 0));
        }
    }

    private CommitUse[] DecodeUses(PackedReader from)
    {
        int count = from.Count();
        CommitUse[] uses = count == 0 ? [] : new CommitUse[count];
        for (int i = 0; i < count; i++)
        {
            int commit = from.Index(_bounds.Commits);
            long lines = from.Number();
            uses[i] = new CommitUse(commit, (int)(lines >> 1), (lines & 1) != 0);
        }

        return uses;
    }

    private static void Encode(PackedWriter to, FileLines lines)
    {
        to.Number(lines.Runs.Count);
        foreach (LineRun run in lines.Runs)
        {
            to.Number(run.Count);
            Write(to, run.First);
        }

        to.Number(lines.Remarks.Count);
        int line = 0;
        foreach (LineRemark remark in lines.Remarks)
        {
            to.Number(remark.Line - line);
            to.Number(remark.Count);
            line = remark.Line;
            to.Number(remark.Notes.Count);
            foreach (LineNote note in remark.Notes)
            {
                to.Number((long)note.Kind);
                to.Number(note.Commit);
                to.Number(note.Number);
                to.Number(note.Replaced);
            }

            to.Number(remark.Overwrites.Count);
            foreach (Overwrite overwrite in remark.Overwrites)
            {
                Write(to, overwrite.Old);
                to.Number(overwrite.Commit);
                to.Number(BitConverter.SingleToInt32Bits(overwrite.Similarity));
            }
        }
    }

    private (LineRun[] Runs, LineRemark[] Remarks) Decode(PackedReader from)
    {
        var runs = new LineRun[from.Count()];
        int line = 1;
        for (int i = 0; i < runs.Length; i++)
        {
            int count = from.Index(int.MaxValue);
            runs[i] = new LineRun(line, count, ReadOrigin(from));
            line += count;
        }

        var remarks = new LineRemark[from.Count()];
        line = 0;
        for (int i = 0; i < remarks.Length; i++)
        {
            line += from.Index(int.MaxValue);
            remarks[i] = new LineRemark(line, from.Index(int.MaxValue), ReadNotes(from), ReadOverwrites(from));
        }

        return (runs, remarks);
    }

    private LineNote[] ReadNotes(PackedReader from)
    {
        int count = from.Count();
        LineNote[] notes = count == 0 ? [] : new LineNote[count];
        for (int i = 0; i < count; i++)
        {
            notes[i] = new LineNote((LineNoteKind)from.Index((long)LineNoteKind.Boundary + 1), from.Index(_bounds.Commits), from.Whole(), from.Whole());
        }

        return notes;
    }

    private Overwrite[] ReadOverwrites(PackedReader from)
    {
        int count = from.Count();
        Overwrite[] overwrites = count == 0 ? [] : new Overwrite[count];
        for (int i = 0; i < count; i++)
        {
            overwrites[i] = new Overwrite(ReadOrigin(from), from.Index(_bounds.Commits), BitConverter.Int32BitsToSingle(from.Whole()));
        }

        return overwrites;
    }

    private static void Write(PackedWriter to, LineOrigin origin)
    {
        to.Number(origin.Commit);
        to.Number(origin.Path);
        to.Number(origin.Line);
    }

    private LineOrigin ReadOrigin(PackedReader from) => new(from.Index(_bounds.Commits), from.Index(_bounds.Paths), from.Index(int.MaxValue));
}
