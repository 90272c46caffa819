namespace Plumbline.Origin.Claims;

/// <summary>
/// Finds the commits that Agent Trace claims mean. Their revision is by the specification the one whose lines are counted, and in practice the
/// one that was checked out while the lines were written: so the revision itself is tried, then its children, then the next commit after the record's
/// time (the revision may have been rebased away since), each only if it brought in lines of the claim.
/// </summary>
internal sealed class TracePlaces
{
    private const double Exact = 0.85;
    private const double Child = 0.75;
    private const double Next = 0.60;

    private readonly Dictionary<(int Commit, int Path), List<(LineClaim Claim, double Match)>> _found = [];

    public TracePlaces(OriginMap map, IReadOnlyList<LineClaim> traces)
    {
        if (traces.Count == 0)
        {
            return;
        }

        var paths = Index(map.Paths, path => path);
        var commits = map.Commits.ToArray();
        var ids = Index(commits, commit => commit.Id);
        var touched = Touched(map);
        var byPath = touched.Keys.ToLookup(pair => pair.Path, pair => pair.Commit);
        int? After(long at, int path) => byPath[path].Where(commit => commits[commit].CommitTime >= at).OrderBy(commit => commits[commit].CommitTime).Select(commit => (int?)commit).FirstOrDefault();
        var children = commits.SelectMany((commit, index) => commit.Parents.Select(parent => (parent, index))).ToLookup(pair => pair.parent, pair => pair.index);
        foreach (var claim in traces)
        {
            var path = paths.GetValueOrDefault(claim.Path, -1);
            (int Commit, double Match)[] candidates = [(ids.GetValueOrDefault(claim.Commit, -1), Exact), .. children[claim.Commit].Select(child => (child, Child))];
            var place = Array.Find(candidates, candidate => touched.TryGetValue((candidate.Commit, path), out var lines) && lines.Overlap(claim.From, claim.To) > 0);
            if (place.Match == 0 && claim.At is { } at && After(at, path) is { } next)
            {
                place = (next, Next);
            }

            if (place.Match > 0)
            {
                Add((place.Commit, path), (claim, place.Match));
            }
            else
            {
                Lost.Add(new RejectedClaim(claim, ClaimRefusal.NoSuchCommit));
            }
        }
    }

    /// <summary>Claims for which no commit is found.</summary>
    public List<RejectedClaim> Lost { get; } = [];

    public IReadOnlyList<(LineClaim Claim, double Match)> For(int commit, int path) => _found.TryGetValue((commit, path), out var claims) ? claims : [];

    private static Dictionary<string, int> Index<T>(IReadOnlyList<T> items, Func<T, string> key)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            index[key(items[i])] = i;
        }

        return index;
    }

    /// <summary>The lines that live, by the place where they entered the history.</summary>
    private static Dictionary<(int Commit, int Path), LineSet> Touched(OriginMap map)
    {
        var touched = new Dictionary<(int, int), LineSet>();
        foreach (var run in map.Files.SelectMany(file => file.Runs))
        {
            var key = (run.First.Commit, run.First.Path);
            if (!touched.TryGetValue(key, out var lines))
            {
                touched[key] = lines = new LineSet();
            }

            lines.Add(run.First.Line, run.First.Line + run.Count - 1);
        }

        return touched;
    }

    private void Add((int, int) key, (LineClaim, double) claim)
    {
        if (!_found.TryGetValue(key, out var claims))
        {
            _found[key] = claims = [];
        }

        claims.Add(claim);
    }
}
