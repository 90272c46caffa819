namespace Plumbline.Origin.Replay;

/// <summary>
/// The versions that lead to the files of one revision, each with those it was made from: renames found, equal ones left out. Walks backwards from
/// the revision, so that no rename is searched for a file that nobody asks about.
/// </summary>
/// <param name="graph">All versions.</param>
/// <param name="renames">Where new files came from.</param>
/// <param name="rules">What else counts as a source.</param>
internal sealed class Lineage(VersionGraph graph, RenameSearch renames, LineageRules rules)
{
    private readonly List<int> _heads = [];
    private readonly Dictionary<int, Source[]> _sources = [];
    private readonly Dictionary<int, Block[]> _blocks = [];
    private readonly HashSet<int> _entered = [];
    private readonly HashSet<int> _done = [];

    /// <summary>The versions in an order in which every version follows its sources, one file's history after another's.</summary>
    public List<int> Order { get; } = [];

    /// <summary>What a version was made from; the first one takes every line it can, then the next.</summary>
    public Source[] SourcesOf(int version) => _sources[version];

    /// <summary>The blocks of a version that its commit took from other files.</summary>
    public Block[] BlocksOf(int version) => _blocks.GetValueOrDefault(version) ?? [];

    /// <summary>Whether a version was reached.</summary>
    public bool Holds(int version) => _sources.ContainsKey(version);

    /// <summary>Takes in a version and all that leads to it.</summary>
    public void Trace(int head)
    {
        _heads.Add(head);
        Walk(head);
    }

    /// <summary>Finds out what the commits on the way took from other files, and takes in all that leads there.</summary>
    public void Follow(MoveSearch moves)
    {
        for (int done = 0; done < Order.Count;)
        {
            foreach (int version in Order[done..].Where(MayHaveBlocks))
            {
                moves.Add(version, _sources[version] is [{ Via: null } first, ..] ? Source.Real(first.Version) : -1);
            }

            done = Order.Count;
            foreach ((int version, Block[] blocks) in moves.Commits.SelectMany(moves.Find))
            {
                _blocks.Add(version, blocks);
                Array.ForEach(blocks, block => Walk(block.Version));
            }
        }

        // The other files now have to come first.
        Order.Clear();
        _entered.Clear();
        _done.Clear();
        _heads.ForEach(Walk);
    }

    private void Walk(int head)
    {
        var path = new Stack<(int Version, int Next)>();
        Enter(head, path);
        while (path.TryPop(out var at))
        {
            Source[] sources = _sources[at.Version];
            Block[] blocks = BlocksOf(at.Version);
            if (at.Next == sources.Length + blocks.Length)
            {
                Order.Add(at.Version);
                _done.Add(at.Version);
                continue;
            }

            int before = at.Next < sources.Length ? sources[at.Next].Version : blocks[at.Next - sources.Length].Version;
            if (at.Next < sources.Length && _entered.Contains(before) && !_done.Contains(before))
            {
                // Only claims of a message can make a circle; it is cut where it closes.
                _sources[at.Version] = [.. sources.Where(other => other.Version != before)];
                path.Push(at);
                continue;
            }

            path.Push((at.Version, at.Next + 1));
            Enter(before, path);
        }
    }

    private void Enter(int version, Stack<(int Version, int Next)> path)
    {
        if (!_entered.Add(version))
        {
            return;
        }

        if (!_sources.ContainsKey(version))
        {
            _sources.Add(version, Source.IsOpaque(version) || rules.IsKnown(version) ? [] : SourcesFor(version));
        }

        path.Push((version, 0));
    }

    // A merge takes no lines from other files.
    private bool MayHaveBlocks(int version) =>
        !Source.IsOpaque(version) && !rules.IsKnown(version) && graph[version].Parent != FileVersion.Many
        && !(_sources[version] is [{ Via: null } first, ..] && graph[Source.Real(first.Version)].Blob == graph[version].Blob);

    private Source[] SourcesFor(int version)
    {
        bool outside = rules.IsOutside(graph[version].Commit);
        Source[] sources = [.. Resolve(version).Select(source => new Source(outside && !rules.IsOutside(graph[source].Commit) ? Source.Opaque(source) : source))];
        bool isWhole = sources is [var only] && graph[Source.Real(only.Version)].Blob == graph[version].Blob;
        return isWhole ? sources : [.. sources, .. rules.Further(version)];
    }

    private int[] Resolve(int version)
    {
        FileVersion made = graph[version];
        switch (made.Parent)
        {
            case >= 0:
                return [made.Parent];
            case FileVersion.None:
                return [];
            case FileVersion.Search:
                int renamed = renames.Find(version, graph.Deleted(made.Commit, 0));
                return renamed < 0 ? [] : [renamed];
            default:
                return ResolveMerge(version, made);
        }
    }

    private int[] ResolveMerge(int version, FileVersion made)
    {
        int[] from = graph.MergedFrom(version);
        var sources = new int[from.Length];
        for (int i = 0; i < from.Length; i++)
        {
            sources[i] = from[i] != FileVersion.Search ? from[i] : renames.Find(version, renames.Ordered(graph.Deleted(made.Commit, i)));
            if (sources[i] >= 0 && graph[sources[i]].Blob == made.Blob)
            {
                return [sources[i]];
            }
        }

        return [.. sources.Where(source => source >= 0).DistinctBy(source => graph[source].Blob)];
    }
}
