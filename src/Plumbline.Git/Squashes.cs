using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>Which commits are squashes of pull requests, and which of these requests are here with their own commits.</summary>
internal sealed class Squashes
{
    private readonly Dictionary<int, (int Head, int Number)> _heads = [];
    private readonly Dictionary<ObjectId, (ObjectId Head, int Number)> _found = [];
    private readonly HashSet<int> _leftOut = [];

    /// <summary>The commits that name a request, with its number.</summary>
    public IReadOnlyDictionary<ObjectId, int> Named { get; private init; } = new Dictionary<ObjectId, int>();

    /// <summary>Those whose request is here: its head and number.</summary>
    public IReadOnlyDictionary<ObjectId, (ObjectId Head, int Number)> Found => _found;

    /// <param name="commits">The history.</param>
    /// <param name="scan">What its commits say.</param>
    /// <param name="heads">Of the requests that are here.</param>
    /// <param name="tip">The revision, where the history holds more than what leads to it; a request is merged if it leads there.</param>
    public static Squashes Match(CommitList commits, CommitScan scan, IReadOnlyDictionary<int, ObjectId> heads, ObjectId? tip = null)
    {
        bool[]? inside = tip is { } main ? commits.AncestorsOf(commits.NumberOf(main)) : null;
        var squashes = new Squashes { Named = scan.Pulls };
        foreach ((ObjectId commit, int number) in scan.Pulls)
        {
            // A request's head that is in the history itself was merged, not squashed.
            if (heads.TryGetValue(number, out ObjectId head) && !(commits.Find(head, out int at) && inside?[at] is not false))
            {
                squashes._found.Add(commit, (head, number));
            }
        }

        return squashes;
    }

    /// <summary>The heads of those requests of which the squash is wanted.</summary>
    public IEnumerable<ObjectId> Heads(Func<ObjectId, bool> isWanted) => _found.Where(found => isWanted(found.Key)).Select(found => found.Value.Head).Distinct();

    /// <summary>Finds the numbers among commits that include the heads of the wanted ones, and drops requests that went on after their squash.</summary>
    public void Place(CommitList commits, Func<ObjectId, bool> isWanted)
    {
        _heads.Clear();
        _leftOut.Clear();
        foreach ((ObjectId squash, (ObjectId head, int number)) in _found.ToList())
        {
            int at = commits.NumberOf(squash);
            if (!isWanted(squash))
            {
                _leftOut.Add(at);
            }
            else if (!commits.Find(head, out int tip))
            {
                // A ref may name anything; what git does not list is no commit.
                _found.Remove(squash);
            }
            else if (at > tip || !commits.IsAncestor(at, tip))
            {
                _heads.Add(at, (tip, number));
            }
        }
    }

    /// <summary>Whether some were not wanted.</summary>
    public bool LeavesOut => _leftOut.Count > 0;

    /// <summary>Whether a commit is a squash that was not wanted.</summary>
    public bool IsLeftOut(int commit) => _leftOut.Contains(commit);

    /// <summary>The head of the request that a commit squashed.</summary>
    public bool HeadOf(int commit, out (int Head, int Number) head) => _heads.TryGetValue(commit, out head);
}
