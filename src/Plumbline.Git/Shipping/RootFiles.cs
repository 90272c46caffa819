using Plumbline.Ledger.Code;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Shipping;

/// <summary>What the root of a change did to one file, against its first parent.</summary>
/// <param name="Root">The root's number.</param>
/// <param name="Before">The version before; -1 where there was none.</param>
/// <param name="After">The version after; -1 where the file went.</param>
internal readonly record struct RootFile(int Root, int Before, int After);

/// <summary>The files that each change changed. Merges take versions from their branches, and so say less than their trees.</summary>
internal sealed class RootFiles
{
    private readonly CodeRepository _repository;
    private readonly ChangeSplit _split;
    private readonly Dictionary<int, string[]> _paths = [];
    private readonly Dictionary<int, DateTimeOffset> _firstSeen = [];
    private readonly Dictionary<int, int> _onMain = [];
    private readonly Dictionary<(int Path, int Blob), int> _made = [];
    private readonly List<RootFile> _files = [];

    private RootFiles(CodeRepository repository, ChangeSplit split) => (_repository, _split) = (repository, split);

    /// <summary>All, in the order of their roots.</summary>
    public IReadOnlyList<RootFile> All => _files;

    /// <summary>The paths that a change changed, by its root.</summary>
    public IReadOnlyDictionary<int, string[]> Paths => _paths;

    /// <summary>By root, the median age in days of its files; files that it made have none yet.</summary>
    public Dictionary<int, float> Ages { get; } = [];

    public static RootFiles Of(CodeRepository repository, ChangeSplit split, CancellationToken cancel)
    {
        var files = new RootFiles(repository, split);
        var roots = split.Roots.ToHashSet();
        var changes = new List<Change>();
        for (int commit = 0; commit < split.Code.Commits.Count; commit++)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (int version in repository.History.Graph.MadeBy(commit))
            {
                FileVersion made = repository.History.Graph[version];
                files._made[(made.Path, made.Blob)] = version;
                files._firstSeen.TryAdd(made.Path, split.Code.TimeOf(commit));
            }

            if (roots.Contains(commit))
            {
                repository.Log.Read(repository.History.Commits[commit], changes);
                files.Take(commit, changes);
            }
        }

        return files;
    }

    private void Take(int root, List<Change> changes)
    {
        var graph = _repository.History.Graph;
        var isMerge = _split.Code.Parents[root].Length > 1;
        var own = isMerge ? [] : graph.MadeBy(root).ToDictionary(version => graph[version].Path);
        var renamed = new HashSet<int>();
        var found = new List<RootFile>(changes.Count);
        foreach (Change change in changes.Where(change => change.Kind == EntryKind.Regular))
        {
            int after = isMerge ? _made.GetValueOrDefault((change.Path, change.Blob), -1) : own.GetValueOrDefault(change.Path, -1);
            if (after >= 0)
            {
                int before = Before(root, change, after);
                renamed.Add(before);
                found.Add(new RootFile(root, before, after));
            }
        }

        foreach (Change change in changes.Where(change => change.Kind == EntryKind.Absent && change.Was == EntryKind.Regular))
        {
            int before = _split.OnMain[root] ? _onMain.GetValueOrDefault(change.Path, -1) : graph.Deleted(root, 0).Where(version => version >= 0 && graph[version].Path == change.Path).DefaultIfEmpty(-1).First();
            if (before >= 0 && !renamed.Contains(before))
            {
                found.Add(new RootFile(root, before, -1));
            }
        }

        _files.AddRange(found);
        _paths[root] = [.. changes.Select(change => PathText.Of(_repository.History.Paths[change.Path]))];
        Age(root, changes);
        Move(root, changes, found);
    }

    private int Before(int root, Change change, int after)
    {
        if (_split.OnMain[root] && change.Was == EntryKind.Regular)
        {
            return _onMain.GetValueOrDefault(change.Path, -1);
        }

        return _repository.Sources.Before(after);
    }

    private void Age(int root, List<Change> changes)
    {
        DateTimeOffset now = _split.Code.TimeOf(root);
        float[] ages = [.. changes.Select(change => (float)Math.Max(0, (now - _firstSeen.GetValueOrDefault(change.Path, now)).TotalDays)).Order()];
        if (ages.Length > 0)
        {
            Ages[root] = (ages[(ages.Length - 1) / 2] + ages[ages.Length / 2]) / 2;
        }
    }

    private void Move(int root, List<Change> changes, List<RootFile> found)
    {
        if (!_split.OnMain[root])
        {
            return;
        }

        foreach (Change change in changes.Where(change => change.Kind == EntryKind.Absent))
        {
            _onMain.Remove(change.Path);
        }

        foreach (RootFile file in found.Where(file => file.After >= 0))
        {
            _onMain[_repository.History.Graph[file.After].Path] = file.After;
        }
    }
}
