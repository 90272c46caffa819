using Plumbline.Git.Keeping;
using Plumbline.Git.Objects;
using Plumbline.Origin;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git;

/// <summary>Gathers finished files into an <see cref="OriginMap"/>.</summary>
internal sealed class MapBuilder
{
    private readonly History _history;
    private readonly int _tip;
    private readonly Trails _trails;
    private readonly OriginMap? _earlier;
    private readonly Numbering<int> _commits = new();
    private readonly Numbering<string> _paths = new();
    private readonly Dictionary<int, int> _pathNumbers = [];
    private readonly List<FileOrigins> _files = [];

    /// <summary>A map from nothing.</summary>
    public MapBuilder(History history, int tip, Trails trails)
    {
        (_history, _tip, _trails) = (history, tip, trails);
    }

    /// <summary>A map that takes files over from an earlier one, so it keeps the numbers of its commits and paths.</summary>
    public MapBuilder(History history, int tip, Trails trails, Seeds seeds)
        : this(history, tip, trails)
    {
        _earlier = seeds.Map;
        for (int i = 0; i < _earlier.Commits.Count; i++)
        {
            _commits.Of(seeds.CommitOf(i));
        }

        foreach (string path in _earlier.Paths)
        {
            _paths.Of(path);
        }
    }

    /// <summary>Takes a file's origins; no text where the content is not in this clone.</summary>
    public void Add(int version, TextLines? text, ReadOnlySpan<OriginLine> lines)
    {
        string path = PathText.Of(_history.Paths[_history.Graph[version].Path]);
        FileKind kind = KindOf(text);
        _files.Add(kind == FileKind.Text ? new FileOrigins(path, kind, Runs(lines), Remarks(lines)) : new FileOrigins(path, kind, [], []));
    }

    /// <summary>Takes over a file that the earlier map knows.</summary>
    public void Add(FileOrigins known) => _files.Add(known);

    /// <summary>Takes what has no lines by its kind.</summary>
    public void AddLinks()
    {
        foreach (int version in _history.StateOf(_tip).All())
        {
            FileVersion file = _history.Graph[version];
            if (file.Kind is EntryKind.Symlink or EntryKind.Submodule)
            {
                _files.Add(new FileOrigins(PathText.Of(_history.Paths[file.Path]), file.Kind == EntryKind.Symlink ? FileKind.Symlink : FileKind.Submodule, [], []));
            }
        }
    }

    public OriginMap Build(ObjectStore objects, Squashes squashes, CommitScan scan, int unread)
    {
        int revision = _commits.Of(_tip);
        List<CommitFacts> added = Facts(objects);
        _files.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return new OriginMap
        {
            Revision = revision,
            Commits = ((PackedCommits?)_earlier?.Commits ?? PackedCommits.None).With(added),
            Youngest = Youngest(added, scan),
            Paths = _paths.Things,
            Files = _files,
            Boundaries = Boundaries(scan),
            Inside = Inside(),
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

    private HashSet<int> Boundaries(CommitScan scan) => [.. scan.Cut.Select(_history.Commits.NumberOf).Where(_commits.Holds).Select(_commits.Of)];

    private HashSet<int> Inside()
    {
        bool[] leads = _history.Commits.AncestorsOf(_tip);
        return [.. Enumerable.Range(0, _commits.Things.Count).Where(commit => !leads[_commits.Things[commit]])];
    }

    // Of the commits of the earlier map some may lead to no line any more.
    private SquashTally Tally(Squashes squashes)
    {
        (var used, var unfolded) = (new bool[_history.Commits.Count], new HashSet<int>());
        used[_tip] = true;
        foreach (FileOrigins file in _files)
        {
            foreach (CommitUse use in file.All.Uses)
            {
                used[_commits.Things[use.Commit]] = true;
                if (use.IsUnfolded)
                {
                    unfolded.Add(use.Commit);
                }
            }
        }

        bool IsUsed(ObjectId commit) => _history.Commits.Find(commit, out int number) && used[number];
        return new SquashTally(squashes.Named.Keys.Count(IsUsed), squashes.Found.Keys.Count(IsUsed), unfolded.Count);
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
        for (; trail != 0; trail = _trails[trail].Next)
        {
            Trails.Entry entry = _trails[trail];
            int commit = _commits.Of(entry.Commit);
            if (entry.Note is { } kind)
            {
                notes.Add(new LineNote(kind, commit, entry.Number, overwrites.Count));
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
        FileVersion version = _history.Graph[line.Version];
        return new LineOrigin(_commits.Of(version.Commit), PathNumber(version.Path), line.Line + 1);
    }

    private int PathNumber(int path)
    {
        if (!_pathNumbers.TryGetValue(path, out int number))
        {
            number = _paths.Of(PathText.Of(_history.Paths[path]));
            _pathNumbers.Add(path, number);
        }

        return number;
    }

    // Those that the earlier map does not know.
    private List<CommitFacts> Facts(ObjectStore objects)
    {
        var facts = new List<CommitFacts>();
        foreach (int commit in _commits.Things.Skip(_earlier?.Commits.Count ?? 0))
        {
            ObjectId id = _history.Commits[commit];
            byte[] raw = objects.Read(id) ?? throw new GitException(GitFailure.MissingObject, $"commit {id} is not in this clone");
            string[] parents = [.. _history.Commits.ParentsOf(commit).Select(parent => _history.Commits[parent].ToString())];
            facts.Add(CommitParser.Parse(id.ToString(), parents, raw));
        }

        return facts;
    }

    private long[] Youngest(List<CommitFacts> added, CommitScan scan)
    {
        long[] youngest = scan.YoungestOf(_history.Commits);
        int known = _earlier?.Youngest.Count ?? 0;
        return [.. _earlier?.Youngest ?? [], .. added.Select((facts, i) => Math.Max(facts.CommitTime, youngest[_commits.Things[known + i]]))];
    }
}
