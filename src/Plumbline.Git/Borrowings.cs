using Plumbline.Origin;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>The versions that a commit took lines from although they are none of its parents': squashes, cherry-picks, reverts.</summary>
internal sealed class Borrowings
{
    private readonly History _history;
    private readonly Squashes _squashes;
    private readonly bool[] _inside;
    private readonly Dictionary<int, List<(int From, LineNoteKind Kind)>> _claims = [];
    private readonly Dictionary<(int Commit, int Path), int> _made = [];
    private readonly HashSet<int> _cutOff = [];

    public Borrowings(History history, int tip, Squashes squashes, CommitScan scan)
    {
        (_history, _squashes, _inside) = (history, squashes, history.Commits.AncestorsOf(tip));
        var wanted = new HashSet<int>();
        foreach ((ObjectId commit, (ObjectId From, LineNoteKind Kind)[] claims) in scan.Claims)
        {
            int own = history.Commits.NumberOf(commit);
            foreach ((ObjectId from, LineNoteKind kind) in claims)
            {
                // Only one that comes before can be a source: anything else is a mistake of the message.
                if (history.Commits.Find(from, out int number) && number < own)
                {
                    (_claims.TryGetValue(own, out var list) ? list : _claims[own] = []).Add((number, kind));
                    wanted.Add(number);
                }
                else if (squashes.LeavesOut && !history.Commits.Find(from, out _) && history.Knows(from))
                {
                    _cutOff.Add(own);
                }
            }
        }

        ReadOnlySpan<FileVersion> versions = history.Graph.Versions;
        for (int i = 0; i < versions.Length; i++)
        {
            if (wanted.Contains(versions[i].Commit))
            {
                _made[(versions[i].Commit, versions[i].Path)] = i;
            }
        }
    }

    /// <summary>Whether a version was asked for that may take lines from commits which were left out of the history.</summary>
    public bool IsLacking { get; private set; }

    /// <summary>Whether a commit was squashed, and so does not lead to the revision itself.</summary>
    public bool IsOutside(int commit) => !_inside[commit];

    public IEnumerable<Source> Of(int version)
    {
        FileVersion made = _history.Graph[version];
        IsLacking |= _squashes.IsLeftOut(made.Commit) || _cutOff.Contains(made.Commit);
        if (_squashes.HeadOf(made.Commit, out (int Head, int Number) squash)
            && _history.Graph.StateOf(squash.Head)[made.Path] is >= 0 and var last && IsText(last) && IsOutside(_history.Graph[last].Commit))
        {
            yield return new Source(last, LineNoteKind.ViaSquash, squash.Number);
        }

        foreach ((int from, LineNoteKind kind) in _claims.GetValueOrDefault(made.Commit) ?? [])
        {
            int source = kind == LineNoteKind.CherryPicked ? _made.GetValueOrDefault((from, made.Path), -1) : Before(from, made.Path);
            if (source >= 0 && source < version && IsText(source))
            {
                yield return new Source(source, kind);
            }
        }
    }

    // The version that a reverted commit had changed or deleted.
    private int Before(int commit, int path)
    {
        if (_made.TryGetValue((commit, path), out int made))
        {
            int parent = _history.Graph[made].Parent;
            return parent == FileVersion.Many ? _history.Graph.MergedFrom(made)[0] : parent;
        }

        return _history.Graph.Deleted(commit, 0).Where(version => version >= 0 && _history.Graph[version].Path == path).DefaultIfEmpty(-1).First();
    }

    private bool IsText(int version) => _history.Graph[version].Kind == EntryKind.Regular;
}
