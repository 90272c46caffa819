using Plumbline.Git.Objects;
using Plumbline.Origin;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git;

/// <summary>Gathers finished files into an <see cref="OriginMap"/>.</summary>
internal sealed class MapBuilder(History history, int tip, Trails trails, Seeds? seeds)
{
    private readonly Numbering<int> _commits = new();
    private readonly Numbering<string> _paths = new();
    private readonly Dictionary<int, int> _pathNumbers = [];
    private readonly Translated _seededCommits = new(seeds?.Map.Commits.Count ?? 0);
    private readonly Translated _seededPaths = new(seeds?.Map.Paths.Count ?? 0);
    private readonly List<FileOrigins> _files = [];
    private readonly HashSet<int> _unfolded = [];

    /// <summary>Takes a file's origins; no text where the content is not in this clone.</summary>
    public void Add(int version, TextLines? text, ReadOnlySpan<OriginLine> lines)
    {
        string path = PathText.Of(history.Paths[history.Graph[version].Path]);
        FileKind kind = KindOf(text);
        _files.Add(kind == FileKind.Text ? new FileOrigins(path, kind, Runs(lines), Remarks(lines)) : new FileOrigins(path, kind, [], []));
    }

    /// <summary>Takes over a file that an earlier map knows.</summary>
    public void Add(FileOrigins known)
    {
        LineRun[] runs = known.Runs.Count == 0 ? [] : new LineRun[known.Runs.Count];
        for (int i = 0; i < runs.Length; i++)
        {
            runs[i] = known.Runs[i] with { First = Here(known.Runs[i].First) };
        }

        LineRemark[] remarks = known.Remarks.Count == 0 ? [] : new LineRemark[known.Remarks.Count];
        for (int i = 0; i < remarks.Length; i++)
        {
            remarks[i] = Here(known.Remarks[i]);
        }

        _files.Add(new FileOrigins(known.Path, known.Kind, runs, remarks));
    }

    public OriginMap Build(ObjectStore objects, Squashes squashes, CommitScan scan, int unread)
    {
        foreach (int version in history.Graph.StateOf(tip).All())
        {
            FileVersion file = history.Graph[version];
            if (file.Kind is EntryKind.Symlink or EntryKind.Submodule)
            {
                _files.Add(new FileOrigins(PathText.Of(history.Paths[file.Path]), file.Kind == EntryKind.Symlink ? FileKind.Symlink : FileKind.Submodule, [], []));
            }
        }

        int revision = _commits.Of(tip);
        _files.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return new OriginMap
        {
            Revision = revision,
            Commits = Facts(objects),
            Paths = _paths.Things,
            Files = _files,
            Boundaries = Boundaries(scan),
            Squashes = Tally(squashes),
            Gaps = Gaps(scan, unread),
        };
    }

    private LineRemark Here(LineRemark remark)
    {
        LineNote[] notes = remark.Notes.Count == 0 ? [] : new LineNote[remark.Notes.Count];
        for (int i = 0; i < notes.Length; i++)
        {
            LineNote note = remark.Notes[i];
            notes[i] = note with { Commit = SeededCommit(note.Commit) };
            _ = note.Kind == LineNoteKind.ViaSquash && _unfolded.Add(seeds!.CommitOf(note.Commit));
        }

        Overwrite[] overwrites = remark.Overwrites.Count == 0 ? [] : new Overwrite[remark.Overwrites.Count];
        for (int i = 0; i < overwrites.Length; i++)
        {
            Overwrite overwrite = remark.Overwrites[i];
            overwrites[i] = overwrite with { Old = Here(overwrite.Old), Commit = SeededCommit(overwrite.Commit) };
        }

        return remark with { Notes = notes, Overwrites = overwrites };
    }

    private LineOrigin Here(LineOrigin place) =>
        new(SeededCommit(place.Commit), _seededPaths.Find(place.Path, out int path) ? path : _seededPaths.Set(place.Path, _paths.Of(seeds!.Map.Paths[place.Path])), place.Line);

    private int SeededCommit(int number) =>
        _seededCommits.Find(number, out int commit) ? commit : _seededCommits.Set(number, _commits.Of(seeds!.CommitOf(number)));

    private static FileKind KindOf(TextLines? text) =>
        text is null ? FileKind.Missing
        : text.IsBinary ? FileKind.Binary
        : text.Length < 1024 && text.Bytes.StartsWith("version https://git-lfs.github.com/spec/"u8) ? FileKind.LargeFilePointer
        : FileKind.Text;

    private LineRun[] Runs(ReadOnlySpan<OriginLine> lines)
    {
        var runs = new List<LineRun>();
        for (int start = 0; start < lines.Length;)
        {
            OriginLine first = lines[start];
            int count = 1;
            while (start + count < lines.Length && lines[start + count].Version == first.Version && lines[start + count].Line == first.Line + count)
            {
                count++;
            }

            runs.Add(new LineRun(start + 1, count, Place(first)));
            start += count;
        }

        return [.. runs];
    }

    private List<string> Gaps(CommitScan scan, int unread)
    {
        var gaps = new List<string>();
        if (scan.Cut.Count > 0)
        {
            gaps.Add($"this clone is shallow: the history is cut at {scan.Cut.Count} {(scan.Cut.Count == 1 ? "commit" : "commits")}, and what is there may be older. Run: git fetch --unshallow");
        }

        int missing = _files.Count(file => file.Kind == FileKind.Missing);
        if (missing > 0)
        {
            gaps.Add($"{missing} {(missing == 1 ? "file has" : "files have")} no lines here, as contents of {(missing == 1 ? "its" : "their")} history are not in this clone. Run: git fetch --refetch");
        }

        if (unread > 0)
        {
            gaps.Add($"{unread} contents could not be compared, so a file may seem new where it was renamed");
        }

        return gaps;
    }

    private HashSet<int> Boundaries(CommitScan scan) => [.. scan.Cut.Select(history.Commits.NumberOf).Where(_commits.Holds).Select(_commits.Of)];

    private SquashTally Tally(Squashes squashes)
    {
        var used = _commits.Things.Select(commit => history.Commits[commit]).ToHashSet();
        int withRef = squashes.Found.Keys.Count(used.Contains);
        return new SquashTally(squashes.Named.Keys.Count(used.Contains), withRef, _unfolded.Count);
    }

    private LineRemark[] Remarks(ReadOnlySpan<OriginLine> lines)
    {
        var remarks = new List<LineRemark>();
        for (int start = 0; start < lines.Length;)
        {
            int trail = lines[start].Trail, count = 1;
            while (start + count < lines.Length && lines[start + count].Trail == trail)
            {
                count++;
            }

            if (trail != 0)
            {
                remarks.Add(Remark(start + 1, count, trail));
            }

            start += count;
        }

        return [.. remarks];
    }

    private LineRemark Remark(int line, int count, int trail)
    {
        var notes = new List<LineNote>();
        var overwrites = new List<Overwrite>();
        for (; trail != 0; trail = trails[trail].Next)
        {
            Trails.Entry entry = trails[trail];
            int commit = _commits.Of(entry.Commit);
            if (entry.Note is { } kind)
            {
                notes.Add(new LineNote(kind, commit, entry.Number, overwrites.Count));
                _ = kind == LineNoteKind.ViaSquash && _unfolded.Add(entry.Commit);
            }
            else
            {
                overwrites.Add(new Overwrite(Place(entry.Old), commit, entry.Similarity));
            }
        }

        return new LineRemark(line, count, notes, overwrites);
    }

    private LineOrigin Place(OriginLine line)
    {
        FileVersion version = history.Graph[line.Version];
        return new LineOrigin(_commits.Of(version.Commit), PathNumber(version.Path), line.Line + 1);
    }

    private int PathNumber(int path)
    {
        if (!_pathNumbers.TryGetValue(path, out int number))
        {
            number = _paths.Of(PathText.Of(history.Paths[path]));
            _pathNumbers.Add(path, number);
        }

        return number;
    }

    private CommitFacts[] Facts(ObjectStore objects)
    {
        var facts = new CommitFacts[_commits.Things.Count];
        Dictionary<string, CommitFacts> known = seeds?.Map.Commits.ToDictionary(commit => commit.Id) ?? [];
        for (int i = 0; i < facts.Length; i++)
        {
            ObjectId id = history.Commits[_commits.Things[i]];
            if (known.TryGetValue(id.ToString(), out CommitFacts? read))
            {
                facts[i] = read;
                continue;
            }

            byte[] raw = objects.Read(id) ?? throw new GitException(GitFailure.MissingObject, $"commit {id} is not in this clone");
            string[] parents = [.. history.Commits.ParentsOf(_commits.Things[i]).Select(parent => history.Commits[parent].ToString())];
            facts[i] = CommitParser.Parse(id.ToString(), parents, raw);
        }

        return facts;
    }

    /// <summary>Numbers of an earlier map with those that they have in this one, as far as they came up.</summary>
    private readonly struct Translated(int count)
    {
        private readonly int[] _numbers = new int[count];

        public bool Find(int number, out int translated) => (translated = _numbers[number] - 1) >= 0;

        public int Set(int number, int translated)
        {
            _numbers[number] = translated + 1;
            return translated;
        }
    }
}
