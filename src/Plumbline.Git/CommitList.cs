using Plumbline.Git.Keeping;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>Commits with their parents, parents first, as git sees them: shallow boundaries, grafts and replacements included.</summary>
internal sealed class CommitList
{
    private readonly List<ObjectId> _ids = [];
    private readonly List<int[]> _parents = [];
    private readonly Dictionary<ObjectId, int> _numbers = [];

    public CommitList()
    {
    }

    // Children come first in the order.
    private CommitList(CommitGraph graph, List<int> order)
    {
        var places = new int[graph.Count];
        _numbers.EnsureCapacity(order.Count);
        for (int i = order.Count - 1; i >= 0; i--)
        {
            places[order[i]] = Count;
            _numbers.Add(graph[order[i]], Count);
            _ids.Add(graph[order[i]]);
            _parents.Add(Array.ConvertAll(graph.ParentsOf(order[i]), parent => places[parent]));
        }
    }

    public int Count => _ids.Count;

    public IReadOnlyList<ObjectId> Ids => _ids;

    public ObjectId this[int number] => _ids[number];

    public int[] ParentsOf(int number) => _parents[number];

    public bool Find(ObjectId id, out int number) => _numbers.TryGetValue(id, out number);

    public int NumberOf(ObjectId id) => _numbers[id];

    /// <summary>All that the tips lead to, as git sees it.</summary>
    public static Task<CommitList> ReadAsync(string folder, IReadOnlyList<ObjectId> tips, CancellationToken cancel) =>
        new CommitLister(folder, new CommitGraph()).ListAsync(tips, [], cancel);

    /// <summary>All that the tips lead to; those that the graph does not have are passed over. In the order of <c>git rev-list --topo-order --reverse</c>.</summary>
    public static CommitList Of(CommitGraph graph, IReadOnlyList<ObjectId> tips)
    {
        int[] heads = [.. tips.Where(graph.Holds).Select(tip => graph.Find(tip, out int number) ? number : -1).Distinct()];
        int[] children = CountChildren(graph, heads);
        var order = new List<int>();

        // The youngest tip is gone through first, and of the parents of a commit the last one.
        var open = new Stack<int>(heads.Where(head => children[head] == 0).OrderByDescending(graph.TimeOf).Reverse());
        while (open.TryPop(out int at))
        {
            order.Add(at);
            foreach (int parent in graph.ParentsOf(at))
            {
                if (--children[parent] == 0)
                {
                    open.Push(parent);
                }
            }
        }

        return new CommitList(graph, order);
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

    // How many commits that lead to a head name each as a parent.
    private static int[] CountChildren(CommitGraph graph, int[] heads)
    {
        (var children, var reached) = (new int[graph.Count], new bool[graph.Count]);
        Array.ForEach(heads, head => reached[head] = true);
        for (int at = graph.Count - 1; at >= 0; at--)
        {
            foreach (int parent in reached[at] ? graph.ParentsOf(at) : [])
            {
                reached[parent] = true;
                children[parent]++;
            }
        }

        return children;
    }
}
