using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>Commits with their parents, parents first, as git sees them: shallow boundaries, grafts and replacements included.</summary>
internal sealed class CommitList
{
    private readonly List<ObjectId> _ids = [];
    private readonly List<int[]> _parents = [];
    private readonly Dictionary<ObjectId, int> _numbers = [];

    public int Count => _ids.Count;

    public IReadOnlyList<ObjectId> Ids => _ids;

    public ObjectId this[int number] => _ids[number];

    public int[] ParentsOf(int number) => _parents[number];

    public bool Find(ObjectId id, out int number) => _numbers.TryGetValue(id, out number);

    public int NumberOf(ObjectId id) => _numbers[id];

    /// <summary>All that the tips lead to.</summary>
    public static async Task<CommitList> ReadAsync(string folder, IReadOnlyList<ObjectId> tips, CancellationToken cancel)
    {
        var list = new CommitList();
        await using GitRun run = GitRun.Start(folder, "rev-list", "--topo-order", "--reverse", "--parents", "--stdin");
        Task feeding = run.FeedAsync(tips.Select(tip => tip.ToString()), cancel);
        await Task.Run(() => list.Take(new TokenReader(run.Output)), cancel);
        await feeding;
        await run.FinishAsync(cancel);
        return list;
    }

    /// <summary>A number for a commit of which nothing but its id matters.</summary>
    public int Mention(ObjectId id)
    {
        if (!_numbers.TryGetValue(id, out int number))
        {
            number = _ids.Count;
            _numbers.Add(id, number);
            _ids.Add(id);
            _parents.Add([]);
        }

        return number;
    }

    /// <summary>Whether one commit leads to another, both by number.</summary>
    public bool IsAncestor(int ancestor, int commit)
    {
        // Parents come first, so the search never has to look below the number it seeks.
        var open = new Stack<int>([commit]);
        var seen = new HashSet<int>();
        while (open.TryPop(out int at))
        {
            if (at == ancestor)
            {
                return true;
            }

            foreach (int parent in _parents[at])
            {
                if (parent >= ancestor && seen.Add(parent))
                {
                    open.Push(parent);
                }
            }
        }

        return false;
    }

    /// <summary>Which commits lead to one, itself included, by number.</summary>
    public bool[] AncestorsOf(int commit)
    {
        var found = new bool[Count];
        found[commit] = true;
        for (int at = commit; at >= 0; at--)
        {
            foreach (int parent in found[at] ? _parents[at] : [])
            {
                found[parent] = true;
            }
        }

        return found;
    }

    private void Take(TokenReader reader)
    {
        var parents = new List<int>();
        while (reader.Next((byte)'\n', out ReadOnlySpan<byte> line))
        {
            parents.Clear();
            int number = _ids.Count;
            foreach (Range part in line.Split((byte)' '))
            {
                ObjectId id = ObjectId.Parse(line[part]);
                if (_ids.Count == number)
                {
                    _ids.Add(id);
                }
                else
                {
                    parents.Add(_numbers[id]);
                }
            }

            _numbers.Add(_ids[number], number);
            _parents.Add([.. parents]);
        }
    }
}
