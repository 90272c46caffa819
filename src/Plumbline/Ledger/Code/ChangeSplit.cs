using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Code;

/// <summary>
/// Which commit belongs to which change. A change is what a commit of the main line brought: itself, and where it is a merge, what came with it;
/// the same for the merge of a known pull request, and for commits that were deployed beside the main line.
/// </summary>
internal sealed class ChangeSplit
{
    private readonly CodeHistory _code;
    private readonly int[] _rootOf;
    private readonly Dictionary<int, List<int>> _members = [];
    private readonly Dictionary<int, Change> _records = [];

    private ChangeSplit(CodeHistory code)
    {
        _code = code;
        _rootOf = new int[code.Commits.Count];
        Array.Fill(_rootOf, -1);
    }

    public CodeHistory Code => _code;

    /// <summary>The commits by which changes came, the oldest first.</summary>
    public IReadOnlyList<int> Roots { get; private set; } = [];

    /// <summary>Whether a root is on the main line.</summary>
    public bool[] OnMain { get; private set; } = [];

    /// <summary>The root of the change that a commit belongs to; -1 where nothing brought it.</summary>
    public int RootOf(int commit) => _rootOf[commit];

    /// <summary>The commits of a change, its root among them.</summary>
    public IReadOnlyList<int> MembersOf(int root) => _members[root];

    /// <summary>The pull request that a root merged, where one is known.</summary>
    public Change? RecordOf(int root) => _records.GetValueOrDefault(root);

    /// <param name="code">The repository.</param>
    /// <param name="changes">Its pull requests and pushes.</param>
    /// <param name="deployed">Commits that were deployed.</param>
    public static ChangeSplit Of(CodeHistory code, IEnumerable<Change> changes, IEnumerable<int> deployed)
    {
        var split = new ChangeSplit(code);
        var isRoot = split.MainLine();
        split.OnMain = [.. isRoot];
        var records = changes.OrderBy(change => change.Number == 0).ThenBy(change => change.Number).ThenBy(change => change.Key, StringComparer.Ordinal).ToList();
        foreach (var change in records)
        {
            if (split.MergeOf(change) is >= 0 and var merge && split._records.TryAdd(merge, change))
            {
                isRoot[merge] = true;
            }
        }

        split.AddBeside(deployed, isRoot);
        split.Roots = [.. Enumerable.Range(0, isRoot.Length).Where(commit => isRoot[commit])];
        split.Gather(isRoot);
        split.FindByHead(records);
        return split;
    }

    private bool[] MainLine()
    {
        var line = new bool[_code.Commits.Count];
        for (var at = _code.Commits.Count == 0 ? -1 : _code.Tip; at >= 0; at = _code.Parents[at] is [var first, ..] ? first : -1)
        {
            line[at] = true;
        }

        return line;
    }

    private int MergeOf(Change change)
    {
        if (change.MergeCommit is { } merge)
        {
            return _code.Find(merge);
        }

        return change is { Number: 0, HeadCommit: { } pushed } ? _code.Find(pushed) : -1;
    }

    // What ran though it never came to the main line: release branches, hotfix branches.
    private void AddBeside(IEnumerable<int> deployed, bool[] isRoot)
    {
        var onMain = _code.Commits.Count == 0 ? [] : _code.AncestorsOf(_code.Tip);
        foreach (var commit in deployed.Distinct())
        {
            for (var at = commit; at >= 0 && !onMain[at] && !isRoot[at]; at = _code.Parents[at] is [var first, ..] ? first : -1)
            {
                isRoot[at] = true;
            }
        }
    }

    private void Gather(bool[] isRoot)
    {
        foreach (var root in Roots)
        {
            _rootOf[root] = root;
            var members = _members[root] = [root];
            var parents = _code.Parents[root];
            if (parents.Length > 1)
            {
                Take(root, members, _code.Between(parents[1..], [parents[0]]), isRoot);
            }
            else if (_code.SquashHeads.TryGetValue(root, out var head))
            {
                Take(root, members, _code.Between([head], parents), isRoot);
            }
        }
    }

    private void Take(int root, List<int> members, List<int> brought, bool[] isRoot)
    {
        foreach (var commit in brought)
        {
            if (!isRoot[commit] && _rootOf[commit] < 0)
            {
                _rootOf[commit] = root;
                members.Add(commit);
            }
        }
    }

    // Of a request whose merge is not told, or was rewritten since: by its number in a message, else by the last of its own commits.
    private void FindByHead(List<Change> records)
    {
        var taken = _records.Values.Select(record => record.Key).ToHashSet(StringComparer.Ordinal);
        var byNumber = _code.Pulls.Where(pull => _rootOf[pull.Key] == pull.Key).GroupBy(pull => pull.Value).ToDictionary(group => group.Key, group => group.Min(pull => pull.Key));
        foreach (var record in records.Where(record => record.Merged is not null && record.Number > 0 && !taken.Contains(record.Key)))
        {
            var root = byNumber.GetValueOrDefault(record.Number, -1);
            if (root < 0 && record.HeadCommit is { } head && _code.Find(head) is >= 0 and var last)
            {
                root = _rootOf[last];
            }

            if (root >= 0)
            {
                _records.TryAdd(root, record);
            }
        }
    }
}
