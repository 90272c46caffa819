using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>Which commits are squashes of pull requests whose own commits are here.</summary>
internal sealed class Squashes
{
    private readonly Dictionary<int, (int Head, int Number)> _heads = [];

    /// <summary>How many commits name a request.</summary>
    public int Candidates { get; private init; }

    /// <summary>Ids of commits and the request's head with its number.</summary>
    public required IReadOnlyDictionary<ObjectId, (ObjectId Head, int Number)> Found { get; init; }

    /// <summary>The commits that name a request.</summary>
    public required IReadOnlySet<ObjectId> Named { get; init; }

    public static Squashes None { get; } = new() { Found = new Dictionary<ObjectId, (ObjectId, int)>(), Named = new HashSet<ObjectId>() };

    public static Squashes Match(CommitList commits, CommitScan scan, Dictionary<int, ObjectId> heads)
    {
        var found = new Dictionary<ObjectId, (ObjectId, int)>();
        var named = new HashSet<ObjectId>();
        foreach ((int commit, int number) in scan.Pulls)
        {
            Add(commits[commit], number);
        }

        foreach ((int merge, int number) in scan.MergeRequests)
        {
            Add(commits[commits.ParentsOf(merge)[1]], number);
        }

        return new Squashes { Found = found, Named = named, Candidates = named.Count };

        void Add(ObjectId commit, int number)
        {
            named.Add(commit);
            // A request's head that is in the history itself was merged, not squashed.
            if (heads.TryGetValue(number, out ObjectId head) && !commits.Find(head, out _))
            {
                found.TryAdd(commit, (head, number));
            }
        }
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
