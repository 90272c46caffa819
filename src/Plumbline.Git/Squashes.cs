using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>Which commits are squashes of pull requests, and which of these requests are here with their own commits.</summary>
internal sealed class Squashes
{
    private readonly Dictionary<int, (int Head, int Number)> _heads = [];
    private readonly Dictionary<ObjectId, (ObjectId Head, int Number)> _found = [];

    /// <summary>The commits that name a request, with its number.</summary>
    public IReadOnlyDictionary<ObjectId, int> Named { get; private init; } = new Dictionary<ObjectId, int>();

    /// <summary>Those whose request is here: its head and number.</summary>
    public IReadOnlyDictionary<ObjectId, (ObjectId Head, int Number)> Found => _found;

    public static Squashes Match(CommitList commits, CommitScan scan, IReadOnlyDictionary<int, ObjectId> heads)
    {
        var squashes = new Squashes { Named = scan.Pulls };
        foreach ((ObjectId commit, int number) in scan.Pulls)
        {
            // A request's head that is in the history itself was merged, not squashed.
            if (heads.TryGetValue(number, out ObjectId head) && !commits.Find(head, out _))
            {
                squashes._found.Add(commit, (head, number));
            }
        }

        return squashes;
    }

    /// <summary>Finds the numbers among commits that include the heads, and drops requests that went on after their squash.</summary>
    public void Place(CommitList commits)
    {
        foreach ((ObjectId squash, (ObjectId head, int number)) in Found)
        {
            int at = commits.NumberOf(squash), tip = commits.NumberOf(head);
            if (at > tip || !commits.IsAncestor(at, tip))
            {
                _heads.Add(at, (tip, number));
            }
        }
    }

    /// <summary>The head of the request that a commit squashed.</summary>
    public bool HeadOf(int commit, out (int Head, int Number) head) => _heads.TryGetValue(commit, out head);
}
