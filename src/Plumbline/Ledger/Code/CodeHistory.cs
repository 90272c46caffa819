using Plumbline.Origin;

namespace Plumbline.Ledger.Code;

/// <summary>A commit of a repository that is at hand.</summary>
internal readonly record struct CodePlace(CodeHistory Code, int Commit)
{
    public string Id => Code.Commits[Commit].Id;
}

/// <summary>The commits of one repository by number, parents before children. Read once; every question after that is answered from memory.</summary>
/// <param name="repository">Canonical name, such as <c>octo/shop</c>.</param>
/// <param name="commits">What each says of itself.</param>
/// <param name="parents">The numbers of each one's parents, in order.</param>
/// <param name="tip">The commit that the main line ends at.</param>
internal sealed class CodeHistory(string repository, IReadOnlyList<CommitFacts> commits, IReadOnlyList<int[]> parents, int tip)
{
    private readonly Dictionary<string, int> _byId = Index(commits);
    private string[]? _sorted;

    public string Repository => repository;

    public IReadOnlyList<CommitFacts> Commits => commits;

    public IReadOnlyList<int[]> Parents => parents;

    public int Tip => tip;

    /// <summary>What else names a commit here: tags.</summary>
    public IReadOnlyDictionary<string, int> Names { get; init; } = new Dictionary<string, int>();

    /// <summary>By the squash of a pull request, the last of its own commits, where these are here.</summary>
    public IReadOnlyDictionary<int, int> SquashHeads { get; init; } = new Dictionary<int, int>();

    /// <summary>By commit, the pull request that its message says it brought; 0 where it says none.</summary>
    public IReadOnlyDictionary<int, long> Pulls { get; init; } = new Dictionary<int, long>();

    public DateTimeOffset TimeOf(int commit) => Moment(commits[commit].CommitTime);

    public DateTimeOffset WrittenAt(int commit) => Moment(commits[commit].AuthorTime);

    /// <summary>The commit of an id, whole or abbreviated to at least seven digits; -1 where none or several have it.</summary>
    public int Find(string id)
    {
        id = id.ToLowerInvariant();
        if (_byId.TryGetValue(id, out var number))
        {
            return number;
        }

        if (id.Length is < 7 or >= 40 || id.AsSpan().IndexOfAnyExcept("0123456789abcdef") >= 0)
        {
            return -1;
        }

        _sorted ??= [.. _byId.Keys.Order(StringComparer.Ordinal)];
        var at = Array.BinarySearch(_sorted, id, StringComparer.Ordinal);
        at = at < 0 ? ~at : at;
        var isOne = at < _sorted.Length && _sorted[at].StartsWith(id, StringComparison.Ordinal)
            && (at + 1 == _sorted.Length || !_sorted[at + 1].StartsWith(id, StringComparison.Ordinal));
        return isOne ? _byId[_sorted[at]] : -1;
    }

    /// <summary>Whether one commit leads to another, or is it.</summary>
    public bool IsAncestor(int ancestor, int commit)
    {
        // Parents come first, so the search never has to look below the number it seeks.
        if (ancestor >= commit)
        {
            return ancestor == commit;
        }

        var open = new Stack<int>([commit]);
        var seen = new HashSet<int>();
        while (open.TryPop(out var at))
        {
            foreach (var parent in parents[at])
            {
                if (parent == ancestor)
                {
                    return true;
                }

                if (parent > ancestor && seen.Add(parent))
                {
                    open.Push(parent);
                }
            }
        }

        return false;
    }

    /// <summary>Whether each commit leads to one, itself included.</summary>
    public bool[] AncestorsOf(int commit)
    {
        var found = new bool[commits.Count];
        found[commit] = true;
        for (var at = commit; at >= 0; at--)
        {
            foreach (var parent in found[at] ? parents[at] : [])
            {
                found[parent] = true;
            }
        }

        return found;
    }

    /// <summary>Marks a commit and all that lead to it, and gives those that were not marked yet; all calls together take each commit once.</summary>
    public List<int> Mark(int commit, bool[] known)
    {
        var found = new List<int>();
        var open = new Stack<int>([commit]);
        while (open.TryPop(out var at))
        {
            if (!known[at])
            {
                known[at] = true;
                found.Add(at);
                Array.ForEach(parents[at], open.Push);
            }
        }

        return found;
    }

    /// <summary>The commits that lead to some and not to others, as <c>git rev-list of ^without</c> lists them.</summary>
    public List<int> Between(IEnumerable<int> of, IEnumerable<int> without)
    {
        // From the youngest down: when a commit comes up, all its children were there before and have said what it is.
        var open = new PriorityQueue<int, int>();
        var wanted = new Dictionary<int, bool>();
        var left = 0;
        void Enter(int commit, bool isWanted)
        {
            if (!wanted.TryGetValue(commit, out var was))
            {
                wanted[commit] = isWanted;
                left += isWanted ? 1 : 0;
                open.Enqueue(commit, -commit);
            }
            else if (was && !isWanted)
            {
                wanted[commit] = false;
                left--;
            }
        }

        foreach (var commit in of)
        {
            Enter(commit, true);
        }

        foreach (var commit in without)
        {
            Enter(commit, false);
        }

        var found = new List<int>();
        while (left > 0 && open.TryDequeue(out var at, out _))
        {
            var isWanted = wanted[at];
            if (isWanted)
            {
                left--;
                found.Add(at);
            }

            foreach (var parent in parents[at])
            {
                Enter(parent, isWanted);
            }
        }

        return found;
    }

    private static DateTimeOffset Moment(long seconds) => DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, -62_135_596_800, 253_402_300_799));

    private static Dictionary<string, int> Index(IReadOnlyList<CommitFacts> commits)
    {
        var index = new Dictionary<string, int>(commits.Count, StringComparer.Ordinal);
        for (var i = 0; i < commits.Count; i++)
        {
            index[commits[i].Id] = i;
        }

        return index;
    }
}
