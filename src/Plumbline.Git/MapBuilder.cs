using Plumbline.Git.Objects;
using Plumbline.Origin;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git;

/// <summary>Gathers finished files into an <see cref="OriginMap"/>.</summary>
internal sealed class MapBuilder(History history, int tip, Trails trails, Seeds? seeds)
{
    private readonly Dictionary<int, int> _commits = [];
    private readonly List<int> _commitOrder = [];
    private readonly Dictionary<int, int> _paths = [];
    private readonly Dictionary<string, int> _pathNumbers = [];
    private readonly List<string> _pathTexts = [];
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
        LineOrigin Here(LineOrigin place) => new(Commit(place.Commit), PathNumber(seeds!.Map.Paths[place.Path]), place.Line);
        int Commit(int number) => CommitNumber(seeds!.CommitOf(number));
        LineRun[] runs = [.. known.Runs.Select(run => run with { First = Here(run.First) })];
        LineRemark[] remarks =
        [
            .. known.Remarks.Select(remark => new LineRemark(
                remark.Line,
                remark.Count,
                [.. remark.Notes.Select(note => note with { Commit = Commit(note.Commit) })],
                [.. remark.Overwrites.Select(overwrite => overwrite with { Old = Here(overwrite.Old), Commit = Commit(overwrite.Commit) })]))
        ];
        foreach (LineNote note in known.Remarks.SelectMany(remark => remark.Notes).Where(note => note.Kind == LineNoteKind.ViaSquash))
        {
            _unfolded.Add(seeds!.CommitOf(note.Commit));
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

        int revision = CommitNumber(tip);
        _files.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return new OriginMap
        {
            Revision = revision,
            Commits = Facts(objects),
            Paths = _pathTexts,
            Files = _files,
            Boundaries = Boundaries(scan),
            Squashes = Tally(squashes),
            Gaps = Gaps(scan, unread),
        };
    }

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

    private HashSet<int> Boundaries(CommitScan scan) => [.. scan.Cut.Select(history.Commits.NumberOf).Where(_commits.ContainsKey).Select(commit => _commits[commit])];

    private SquashTally Tally(Squashes squashes)
    {
        var used = _commitOrder.Select(commit => history.Commits[commit]).ToHashSet();
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
            int commit = CommitNumber(entry.Commit);
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
        return new LineOrigin(CommitNumber(version.Commit), PathNumber(version.Path), line.Line + 1);
    }

    private int CommitNumber(int commit)
    {
        if (!_commits.TryGetValue(commit, out int number))
        {
            number = _commitOrder.Count;
            _commits.Add(commit, number);
            _commitOrder.Add(commit);
        }

        return number;
    }

    private int PathNumber(int path)
    {
        if (!_paths.TryGetValue(path, out int number))
        {
            number = PathNumber(PathText.Of(history.Paths[path]));
            _paths.Add(path, number);
        }

        return number;
    }

    private int PathNumber(string path)
    {
        if (!_pathNumbers.TryGetValue(path, out int number))
        {
            number = _pathTexts.Count;
            _pathNumbers.Add(path, number);
            _pathTexts.Add(path);
        }

        return number;
    }

    private CommitFacts[] Facts(ObjectStore objects)
    {
        var facts = new CommitFacts[_commitOrder.Count];
        Dictionary<string, CommitFacts> known = seeds?.Map.Commits.ToDictionary(commit => commit.Id) ?? [];
        for (int i = 0; i < facts.Length; i++)
        {
            ObjectId id = history.Commits[_commitOrder[i]];
            if (known.TryGetValue(id.ToString(), out CommitFacts? read))
            {
                facts[i] = read;
                continue;
            }

            byte[] raw = objects.Read(id) ?? throw new GitException(GitFailure.MissingObject, $"commit {id} is not in this clone");
            string[] parents = [.. history.Commits.ParentsOf(_commitOrder[i]).Select(parent => history.Commits[parent].ToString())];
            facts[i] = CommitParser.Parse(id.ToString(), parents, raw);
        }

        return facts;
    }
}
