using Plumbline.Origin;

namespace Plumbline.Git.Keeping;

/// <summary>An <see cref="OriginMap"/> as bytes, and the terms under which later maps may build on it.</summary>
internal static class MapFile
{
    private const int Format = 2;

    public static void Write(PackedWriter to, string terms, OriginMap map)
    {
        to.Number(Format);
        to.Text(terms);
        to.Number(map.Revision);
        to.Number(map.Paths.Count);
        foreach (string path in map.Paths)
        {
            to.Text(path);
        }

        PackedCommits.Write(to, map.Commits);
        to.Number(map.Boundaries.Count);
        foreach (int boundary in map.Boundaries)
        {
            to.Number(boundary);
        }

        to.Number(map.Squashes.Candidates);
        to.Number(map.Squashes.WithRef);
        to.Number(map.Squashes.Unfolded);
        to.Number(map.Gaps.Count);
        foreach (string gap in map.Gaps)
        {
            to.Text(gap);
        }

        to.Number(map.Files.Count);
        foreach (FileOrigins file in map.Files)
        {
            Write(to, file);
        }
    }

    /// <param name="bytes">The whole file.</param>
    /// <param name="from">Its content.</param>
    /// <param name="terms">Under which terms it must have been made, or null where the file's name says that already.</param>
    /// <exception cref="InvalidDataException">The bytes are none of ours, or other terms applied.</exception>
    public static OriginMap Read(byte[] bytes, PackedReader from, string? terms)
    {
        if (from.Number() != Format || (from.Text() is var written && terms is not null && written != terms))
        {
            throw new InvalidDataException();
        }

        int revision = from.Whole();
        var paths = new string[from.Count()];
        for (int i = 0; i < paths.Length; i++)
        {
            paths[i] = from.Text();
        }

        var commits = PackedCommits.Read(bytes, from);
        var boundaries = new HashSet<int>();
        for (int left = from.Count(); left > 0; left--)
        {
            boundaries.Add(from.Index(commits.Count));
        }

        var squashes = new SquashTally(from.Whole(), from.Whole(), from.Whole());
        var gaps = new string[from.Count()];
        for (int i = 0; i < gaps.Length; i++)
        {
            gaps[i] = from.Text();
        }

        var files = new FileOrigins[from.Count()];
        for (int i = 0; i < files.Length; i++)
        {
            files[i] = ReadFile(from, commits.Count, paths.Length);
        }

        return new OriginMap { Revision = revision, Commits = commits, Paths = paths, Files = files, Boundaries = boundaries, Squashes = squashes, Gaps = gaps };
    }

    private static void Write(PackedWriter to, FileOrigins file)
    {
        to.Text(file.Path);
        to.Number((long)file.Kind);
        to.Number(file.Runs.Count);
        foreach (LineRun run in file.Runs)
        {
            to.Number(run.Count);
            Write(to, run.First);
        }

        to.Number(file.Remarks.Count);
        int line = 0;
        foreach (LineRemark remark in file.Remarks)
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

    private static FileOrigins ReadFile(PackedReader from, int commits, int paths)
    {
        string path = from.Text();
        var kind = (FileKind)from.Index((long)FileKind.Missing + 1);
        var runs = new LineRun[from.Count()];
        int line = 1;
        for (int i = 0; i < runs.Length; i++)
        {
            int count = from.Index(int.MaxValue);
            runs[i] = new LineRun(line, count, ReadOrigin(from, commits, paths));
            line += count;
        }

        var remarks = new LineRemark[from.Count()];
        line = 0;
        for (int i = 0; i < remarks.Length; i++)
        {
            line += from.Index(int.MaxValue);
            remarks[i] = new LineRemark(line, from.Index(int.MaxValue), ReadNotes(from, commits), ReadOverwrites(from, commits, paths));
        }

        return new FileOrigins(path, kind, runs, remarks);
    }

    private static LineNote[] ReadNotes(PackedReader from, int commits)
    {
        int count = from.Count();
        LineNote[] notes = count == 0 ? [] : new LineNote[count];
        for (int i = 0; i < count; i++)
        {
            notes[i] = new LineNote((LineNoteKind)from.Index((long)LineNoteKind.Boundary + 1), from.Index(commits), from.Whole(), from.Whole());
        }

        return notes;
    }

    private static Overwrite[] ReadOverwrites(PackedReader from, int commits, int paths)
    {
        int count = from.Count();
        Overwrite[] overwrites = count == 0 ? [] : new Overwrite[count];
        for (int i = 0; i < count; i++)
        {
            overwrites[i] = new Overwrite(ReadOrigin(from, commits, paths), from.Index(commits), BitConverter.Int32BitsToSingle(from.Whole()));
        }

        return overwrites;
    }

    private static void Write(PackedWriter to, LineOrigin origin)
    {
        to.Number(origin.Commit);
        to.Number(origin.Path);
        to.Number(origin.Line);
    }

    private static LineOrigin ReadOrigin(PackedReader from, int commits, int paths) => new(from.Index(commits), from.Index(paths), from.Index(int.MaxValue));
}
