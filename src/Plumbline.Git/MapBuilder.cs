using Plumbline.Origin;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git;

/// <summary>Gathers finished files into an <see cref="OriginMap"/>.</summary>
internal sealed class MapBuilder(History history, int tip)
{
    private readonly Dictionary<int, int> _commits = [];
    private readonly List<int> _commitOrder = [];
    private readonly Dictionary<int, int> _paths = [];
    private readonly List<string> _pathTexts = [];
    private readonly List<FileOrigins> _files = [];

    /// <summary>Takes a file's origins; no text where the content is not in this clone.</summary>
    public void Add(int version, TextLines? text, OriginLine[] lines)
    {
        string path = PathText.Of(history.Paths[history.Graph[version].Path]);
        FileKind kind = KindOf(text);
        _files.Add(new FileOrigins(path, kind, kind == FileKind.Text ? Runs(lines) : [], []));
    }

    public async Task<OriginMap> BuildAsync(string folder, CancellationToken cancel)
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
            Commits = await CommitsAsync(folder, cancel),
            Paths = _pathTexts,
            Files = _files,
            Boundaries = new HashSet<int>(),
            Squashes = new SquashTally(0, 0, 0),
            Gaps = [],
        };
    }

    private static FileKind KindOf(TextLines? text) =>
        text is null ? FileKind.Missing
        : text.IsBinary ? FileKind.Binary
        : text.Length < 1024 && text.Bytes.StartsWith("version https://git-lfs.github.com/spec/"u8) ? FileKind.LargeFilePointer
        : FileKind.Text;

    private LineRun[] Runs(OriginLine[] lines)
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

            FileVersion version = history.Graph[first.Version];
            runs.Add(new LineRun(start + 1, count, new LineOrigin(CommitNumber(version.Commit), PathNumber(version.Path), first.Line + 1)));
            start += count;
        }

        return [.. runs];
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
            number = _pathTexts.Count;
            _paths.Add(path, number);
            _pathTexts.Add(PathText.Of(history.Paths[path]));
        }

        return number;
    }

    private async Task<CommitFacts[]> CommitsAsync(string folder, CancellationToken cancel)
    {
        await using ObjectReader objects = ObjectReader.Start(folder, _commitOrder.Select(commit => history.Commits[commit]), cancel);
        var facts = new CommitFacts[_commitOrder.Count];
        for (int i = 0; i < facts.Length; i++)
        {
            ObjectId id = history.Commits[_commitOrder[i]];
            byte[] raw = objects.Next(id) ?? throw new GitException(GitFailure.MissingObject, $"commit {id} is not in this clone");
            string[] parents = [.. history.Parents[_commitOrder[i]].Select(parent => history.Commits[parent].ToString())];
            facts[i] = CommitParser.Parse(id.ToString(), parents, raw);
        }

        await objects.FinishAsync(cancel);
        return facts;
    }
}
