using Plumbline.Origin;

namespace Plumbline.Git.Keeping;

/// <summary>An <see cref="OriginMap"/> as bytes, and the terms under which later maps may build on it.</summary>
internal static class MapFile
{
    private const int Format = 5;

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

        ((PackedCommits)map.Commits).Write(to);
        for (int i = 0; i < map.Commits.Count; i++)
        {
            to.Number(map.Youngest[i]);
            to.Number(map.Living[i]);
        }

        Write(to, map.Boundaries);
        Write(to, map.Inside);
        Write(to, map.Unfolded);

        to.Number(map.Squashes.Candidates);
        to.Number(map.Squashes.WithRef);
        to.Number(map.Squashes.Unfolded);
        to.Number(map.Gaps.Count);
        foreach (string gap in map.Gaps)
        {
            to.Text(gap);
        }

        to.Number(map.Files.Count);
        var scratch = new PackedWriter();
        foreach (FileOrigins file in map.Files)
        {
            to.Text(file.Path);
            to.Number((long)file.Kind);
            PackedLines.Write(to, file.All, scratch);
        }
    }

    /// <param name="from">Its content.</param>
    /// <param name="terms">Under which terms it must have been made, or null where the file's name says that already.</param>
    /// <exception cref="InvalidDataException">The bytes are none of ours, or other terms applied.</exception>
    public static OriginMap Read(PackedReader from, string? terms)
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

        var commits = PackedCommits.Read(from);
        (long[] youngest, int[] living) = (new long[commits.Count], new int[commits.Count]);
        for (int i = 0; i < youngest.Length; i++)
        {
            (youngest[i], living[i]) = (from.Number(), from.Index(int.MaxValue));
        }

        HashSet<int> boundaries = ReadSet(from, commits.Count), inside = ReadSet(from, commits.Count), unfolded = ReadSet(from, commits.Count);
        var squashes = new SquashTally(from.Whole(), from.Whole(), from.Whole());
        var gaps = new string[from.Count()];
        for (int i = 0; i < gaps.Length; i++)
        {
            gaps[i] = from.Text();
        }

        var files = new FileOrigins[from.Count()];
        for (int i = 0; i < files.Length; i++)
        {
            files[i] = new FileOrigins(from.Text(), (FileKind)from.Index((long)FileKind.Missing + 1), PackedLines.Read(from, commits.Count, paths.Length));
        }

        return new OriginMap
        {
            Revision = revision,
            Commits = commits,
            Youngest = youngest,
            Living = living,
            Paths = paths,
            Files = files,
            Boundaries = boundaries,
            Inside = inside,
            Unfolded = unfolded,
            Squashes = squashes,
            Gaps = gaps,
        };
    }

    private static void Write(PackedWriter to, IReadOnlySet<int> commits)
    {
        to.Number(commits.Count);
        foreach (int commit in commits)
        {
            to.Number(commit);
        }
    }

    private static HashSet<int> ReadSet(PackedReader from, int commits)
    {
        var set = new HashSet<int>();
        for (int left = from.Count(); left > 0; left--)
        {
            set.Add(from.Index(commits));
        }

        return set;
    }
}
