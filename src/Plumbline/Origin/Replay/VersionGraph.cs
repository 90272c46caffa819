using System.Runtime.InteropServices;

namespace Plumbline.Origin.Replay;

/// <summary>
/// Every version of every file and what it was made from, out of the commits in an order in which parents come first. Contents play no part here,
/// so this is cheap; the replay reads only those contents that lead to the revision asked.
/// </summary>
internal sealed class VersionGraph
{
    private readonly List<FileVersion> _versions = [];
    private readonly Dictionary<int, int[]> _merged = [];
    private readonly Dictionary<(int Commit, int Parent), int[]> _deleted = [];
    private readonly Dictionary<int, PathState> _states = [];

    public ReadOnlySpan<FileVersion> Versions => CollectionsMarshal.AsSpan(_versions);

    public FileVersion this[int version] => _versions[version];

    /// <summary>The versions that a merge's version was made from, one for each parent: a number, or <see cref="FileVersion.Search"/>, or none.</summary>
    public int[] MergedFrom(int version) => _merged[version];

    /// <summary>The versions of the paths that a commit has not, though its parent (by position) has.</summary>
    public int[] Deleted(int commit, int parent) => _deleted.GetValueOrDefault((commit, parent)) ?? [];

    /// <summary>The versions that a commit made; only before any is mentioned.</summary>
    public IEnumerable<int> MadeBy(int commit)
    {
        int low = 0, high = _versions.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _versions[middle].Commit < commit ? (middle + 1, high) : (low, middle);
        }

        for (; low < _versions.Count && _versions[low].Commit == commit; low++)
        {
            yield return low;
        }
    }

    /// <summary>The files after a commit; only as long as <see cref="Forget"/> was not called for it.</summary>
    public PathState StateOf(int commit) => _states[commit];

    /// <summary>Gives a commit's state up, once no further child will ask for it.</summary>
    public void Forget(int commit) => _states.Remove(commit);

    /// <summary>Takes a commit in.</summary>
    /// <param name="commit">Its number, larger than that of any commit before.</param>
    /// <param name="parents">Its parents' numbers in order.</param>
    /// <param name="changes">What differs from the first parent; for a root, all files.</param>
    public void Add(int commit, ReadOnlySpan<int> parents, ReadOnlySpan<Change> changes)
    {
        PathState? before = parents.Length == 0 ? null : _states[parents[0]];
        var state = new PathState(before, commit);
        _states.Add(commit, state);
        List<int>? gone = null;
        int first = _versions.Count;
        foreach (Change change in changes)
        {
            int was = before?[change.Path] ?? -1;
            if (change.Kind == EntryKind.Absent)
            {
                state[change.Path] = -1;
                (gone ??= []).Add(was);
            }
            else if (was < 0 || _versions[was].Blob != change.Blob || _versions[was].Kind != change.Kind)
            {
                state[change.Path] = parents.Length > 1 ? Merge(commit, parents, change, was) : Make(commit, change, parents.Length == 0 ? -1 : was);
            }
        }

        if (gone is not null && parents.Length > 0)
        {
            _deleted[(commit, 0)] = [.. gone];
        }

        if (parents.Length > 1)
        {
            NoteOtherDeletions(commit, parents, first);
        }
    }

    /// <summary>A version of which only the place matters: lines came from there, and nobody asks how they got there.</summary>
    public int Mention(int commit, int path)
    {
        _versions.Add(new FileVersion(commit, path, -1, EntryKind.Absent, FileVersion.None));
        return _versions.Count - 1;
    }

    private int Make(int commit, Change change, int was)
    {
        int parent = change.Was == EntryKind.Absent ? FileVersion.Search : was >= 0 && _versions[was].Kind == change.Kind ? was : FileVersion.None;
        _versions.Add(new FileVersion(commit, change.Path, change.Blob, change.Kind, parent));
        return _versions.Count - 1;
    }

    // A file that equals any parent's is that parent's, the first such one.
    private int Merge(int commit, ReadOnlySpan<int> parents, Change change, int was)
    {
        var from = new int[parents.Length];
        for (int i = 0; i < parents.Length; i++)
        {
            int version = i == 0 ? was : _states[parents[i]][change.Path];
            if (version < 0)
            {
                from[i] = FileVersion.Search;
                continue;
            }

            bool sameKind = _versions[version].Kind == change.Kind;
            if (sameKind && _versions[version].Blob == change.Blob)
            {
                return version;
            }

            from[i] = sameKind ? version : FileVersion.None;
        }

        _versions.Add(new FileVersion(commit, change.Path, change.Blob, change.Kind, FileVersion.Many));
        _merged.Add(_versions.Count - 1, from);
        return _versions.Count - 1;
    }

    private void NoteOtherDeletions(int commit, ReadOnlySpan<int> parents, int first)
    {
        for (int parent = 1; parent < parents.Length; parent++)
        {
            for (int version = first; version < _versions.Count; version++)
            {
                if (_merged[version][parent] == FileVersion.Search)
                {
                    _deleted[(commit, parent)] = [.. _states[parents[parent]].Without(_states[commit])];
                    break;
                }
            }
        }
    }
}
