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
    private readonly Dictionary<int, Source[]> _sources = [];

    private readonly HashSet<int> _done = [];

    /// <summary>The versions in an order in which every version follows its sources, one file's history after another's.</summary>
    public List<int> Order { get; } = [];

    /// <summary>What a version was made from; the first one takes every line it can, then the next.</summary>
    public Source[] SourcesOf(int version) => _sources[version];

    /// <summary>Whether a version was reached.</summary>
    public bool Holds(int version) => _sources.ContainsKey(version);

    /// <summary>Takes in a version and all that leads to it.</summary>
    public void Trace(int head)
    {
        if (_sources.ContainsKey(head))
        {
            return;
        }

        var path = new Stack<(int Version, int Next)>();
        Enter(head, path);
        while (path.TryPop(out var at))
        {
            Source[] sources = _sources[at.Version];
            if (at.Next == sources.Length)
            {
                Order.Add(at.Version);
                _done.Add(at.Version);
                continue;
            }

            path.Push((at.Version, at.Next + 1));
            int source = sources[at.Next].Version;
            if (!_sources.ContainsKey(source))
            {
                Enter(source, path);
            }
            else if (!_done.Contains(source))
            {
                // Only claims of a message can make a circle; it is cut where it closes.
                _sources[at.Version] = [.. sources.Where(other => other.Version != source)];
                path.Pop();
                path.Push(at);
            }
        }
    }

    private void Enter(int version, Stack<(int Version, int Next)> path)
    {
        _sources.Add(version, Source.IsOpaque(version) || rules.IsKnown(version) ? [] : SourcesFor(version));
        path.Push((version, 0));
    }

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
