namespace Plumbline.Origin.Claims;

/// <summary>Claims of all stores, to be asked for a line by the place where it entered the history.</summary>
internal sealed class ClaimBook
{
    public static readonly ClaimBook Empty = new([], []);

    private readonly Dictionary<(string Commit, string Path), List<LineClaim>> _claims = [];

    /// <param name="sets">Claims that name their commit: notes.</param>
    /// <param name="traces">Claims that name a revision at which they were written.</param>
    public ClaimBook(IEnumerable<ClaimSet> sets, IEnumerable<ClaimSet> traces)
    {
        foreach (var set in sets)
        {
            Rejected.AddRange(set.Rejected);
            foreach (var claim in set.Claims)
            {
                Add(claim);
            }
        }

        foreach (var set in traces)
        {
            Rejected.AddRange(set.Rejected);
            Traces.AddRange(set.Claims);
        }
    }

    /// <summary>Claims that no line can accept.</summary>
    public List<RejectedClaim> Rejected { get; } = [];

    /// <summary>Claims of which the commit has to be found out.</summary>
    public List<LineClaim> Traces { get; } = [];

    public bool IsEmpty => _claims.Count == 0 && Traces.Count == 0;

    /// <summary>The commits that have claims.</summary>
    public IEnumerable<string> Commits => _claims.Keys.Select(key => key.Commit).Distinct();

    public IEnumerable<LineClaim> All => _claims.Values.SelectMany(claims => claims);

    /// <summary>The claims about one file in one commit's version, in the order of their stores.</summary>
    public IReadOnlyList<LineClaim> For(string commit, string path) => _claims.TryGetValue((commit, path), out var claims) ? claims : [];

    private void Add(LineClaim claim)
    {
        var key = (claim.Commit, claim.Path);
        if (!_claims.TryGetValue(key, out var claims))
        {
            _claims[key] = claims = [];
        }

        claims.Add(claim);
    }
}
