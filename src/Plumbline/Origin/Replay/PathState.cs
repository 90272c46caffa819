namespace Plumbline.Origin.Replay;

/// <summary>
/// Which version every path has after a commit: a tree of small arrays by path number, of which commits share what they did not change. A commit
/// may write to the arrays that it made itself, until the next commit begins.
/// </summary>
internal sealed class PathState
{
    private const int Bits = 5;
    private const int Width = 1 << Bits;
    private readonly int _owner;
    private Node? _root;
    private int _depth;

    /// <param name="from">The state to start from, or null for an empty one.</param>
    /// <param name="owner">The commit; every commit must have another number.</param>
    public PathState(PathState? from, int owner) => (_owner, _root, _depth) = (owner, from?._root, from?._depth ?? 0);

    /// <summary>The version of a path, or -1.</summary>
    public int this[int path]
    {
        get
        {
            if (_root is null || path >> (Bits * (_depth + 1)) != 0)
            {
                return -1;
            }

            Node node = _root;
            for (int level = _depth; level > 0; level--)
            {
                if (node.Children![(path >> (Bits * level)) & (Width - 1)] is not { } child)
                {
                    return -1;
                }

                node = child;
            }

            return node.Values![path & (Width - 1)] - 1;
        }

        set
        {
            Grow(path);
            ref Node? at = ref _root;
            for (int level = _depth; ; level--)
            {
                if (at is null || at.Owner != _owner)
                {
                    at = new Node(_owner, level, at);
                }

                if (level == 0)
                {
                    at.Values![path & (Width - 1)] = value + 1;
                    return;
                }

                at = ref at.Children![(path >> (Bits * level)) & (Width - 1)];
            }
        }
    }

    /// <summary>The versions of paths that this state has and another has not.</summary>
    public List<int> Without(PathState other)
    {
        var found = new List<int>();
        Node? theirs = other._root;
        int depth = Math.Max(_depth, other._depth);
        Collect(Raised(_root, _depth, depth), Raised(theirs, other._depth, depth), depth, found);
        return found;
    }

    /// <summary>All versions, by path number.</summary>
    public List<int> All()
    {
        var found = new List<int>();
        Collect(_root, null, _depth, found);
        return found;
    }

    private static void Collect(Node? ours, Node? theirs, int level, List<int> found)
    {
        if (ours is null || ReferenceEquals(ours, theirs))
        {
            return;
        }

        for (int i = 0; i < Width; i++)
        {
            if (level > 0)
            {
                Collect(ours.Children![i], theirs?.Children![i], level - 1, found);
            }
            else if (ours.Values![i] != 0 && (theirs is null || theirs.Values![i] == 0))
            {
                found.Add(ours.Values[i] - 1);
            }
        }
    }

    private static Node? Raised(Node? node, int from, int to)
    {
        for (; from < to && node is not null; from++)
        {
            var above = new Node(-1, from + 1, null);
            above.Children![0] = node;
            node = above;
        }

        return node;
    }

    private void Grow(int path)
    {
        while (path >> (Bits * (_depth + 1)) != 0)
        {
            if (_root is not null)
            {
                var above = new Node(_owner, _depth + 1, null);
                above.Children![0] = _root;
                _root = above;
            }

            _depth++;
        }
    }

    private sealed class Node
    {
        public Node(int owner, int level, Node? from)
        {
            Owner = owner;
            if (level > 0)
            {
                Children = from is null ? new Node?[Width] : (Node?[])from.Children!.Clone();
            }
            else
            {
                Values = from is null ? new int[Width] : (int[])from.Values!.Clone();
            }
        }

        public int Owner { get; }

        public Node?[]? Children { get; }

        public int[]? Values { get; }
    }
}
