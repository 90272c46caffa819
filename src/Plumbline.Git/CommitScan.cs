using Plumbline.Git.Keeping;
using Plumbline.Git.Objects;
using Plumbline.Origin;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>What the commits of a history say of each other: cherry-picks, reverts, and the pull requests that a squash came from.</summary>
internal sealed class CommitScan
{
    private readonly Dictionary<ObjectId, (ObjectId From, LineNoteKind Kind)[]> _claims = [];
    private readonly Dictionary<ObjectId, int> _pulls = [];
    private readonly HashSet<ObjectId> _cut = [];
    private readonly Dictionary<ObjectId, long> _times = [];

    /// <summary>Commits that name the request which they are the squash of.</summary>
    public IReadOnlyDictionary<ObjectId, int> Pulls => _pulls;

    /// <summary>Commits that have parents which are not in this clone.</summary>
    public IReadOnlySet<ObjectId> Cut => _cut;

    /// <summary>The commits that each commit says it took from.</summary>
    public IReadOnlyDictionary<ObjectId, (ObjectId From, LineNoteKind Kind)[]> Claims => _claims;

    /// <summary>Reads those commits that the log does not know yet, and enters them there.</summary>
    public static CommitScan Read(ObjectStore objects, CommitList commits, ChangeLog log, CancellationToken cancel)
    {
        var scan = new CommitScan();
        for (int i = 0; i < commits.Count; i++)
        {
            CommitMarks? marks = log.MarksOf(commits[i]);
            if (marks is null)
            {
                cancel.ThrowIfCancellationRequested();
                byte[] raw = objects.Read(commits[i]) ?? throw new GitException(GitFailure.MissingObject, $"commit {commits[i]} is not in this clone");
                marks = CommitMarks.Parse(raw);
                log.Add(commits[i], marks);
            }

            scan.Take(commits, i, marks);
        }

        return scan;
    }

    /// <summary>By number, the youngest time of commit among a commit and its ancestors, as far as they were read here.</summary>
    public long[] YoungestOf(CommitList commits)
    {
        var youngest = new long[commits.Count];
        for (int i = 0; i < youngest.Length; i++)
        {
            youngest[i] = _times.GetValueOrDefault(commits[i]);
            foreach (int parent in commits.ParentsOf(i))
            {
                youngest[i] = Math.Max(youngest[i], youngest[parent]);
            }
        }

        return youngest;
    }

    private void Take(CommitList commits, int number, CommitMarks marks)
    {
        int[] parents = commits.ParentsOf(number);
        _times.Add(commits[number], marks.Time);
        if (parents.Length == 0 && marks.HasParents)
        {
            _cut.Add(commits[number]);
        }

        if (marks.Claims.Length > 0)
        {
            _claims.Add(commits[number], marks.Claims);
        }

        if (parents.Length == 1 && marks.Pull > 0)
        {
            _pulls.TryAdd(commits[number], marks.Pull);
        }
        else if (parents.Length == 2 && marks.MergeRequest > 0)
        {
            // GitLab squashes to one commit and merges that: the merge names the request, and its second parent is the squash.
            _pulls.TryAdd(commits[parents[1]], marks.MergeRequest);
        }
    }
}
