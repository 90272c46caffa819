namespace Plumbline.Origin.Verdicts;

/// <summary>The verdicts on the commits of one map, each reached once.</summary>
internal sealed class CommitVerdicts
{
    private static readonly long s_tools = new DateTimeOffset(2021, 6, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    private readonly OriginMap _map;
    private readonly CommitJudge _judge;
    private readonly CommitFacts?[] _facts;
    private readonly CommitVerdict?[] _landed;
    private readonly CommitVerdict?[] _inside;
    private readonly int[] _lines;
    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);
    private readonly sbyte[] _dated;

    public CommitVerdicts(OriginMap map, CommitJudge judge)
    {
        _map = map;
        _judge = judge;
        _facts = new CommitFacts?[map.Commits.Count];
        _landed = new CommitVerdict?[map.Commits.Count];
        _inside = new CommitVerdict?[map.Commits.Count];
        _dated = new sbyte[map.Commits.Count];
        _lines = new int[map.Commits.Count];
        foreach (var run in map.Files.SelectMany(file => file.Runs))
        {
            _lines[run.First.Commit] += run.Count;
        }
    }

    public CommitFacts Facts(int commit) => _facts[commit] ??= _map.Commits[commit];

    /// <summary>How many lines of a commit live at the revision.</summary>
    public int LinesOf(int commit) => _lines[commit];

    /// <param name="inside">Whether the lines in question came by a squash merge that was unfolded.</param>
    public CommitVerdict Of(int commit, bool inside)
    {
        var verdicts = inside ? _inside : _landed;
        return verdicts[commit] ??= _map.Boundaries.Contains(commit)
            ? AtBoundary(commit)
            : _judge.Judge(Facts(commit), inside, _lines[commit], IsDated(commit));
    }

    /// <summary>A commit at which the history is cut stands for all that were before it; only its age still says something of them.</summary>
    private CommitVerdict AtBoundary(int commit)
    {
        var verdict = _judge.Judge(Facts(commit), inside: false, int.MaxValue, dated: true);
        if (verdict is { Class: OriginClass.Human, Tier: Tier.P, Marks.Count: 0 } && verdict.Verdict.Evidence.Any(evidence => evidence.Kind == "age"))
        {
            return verdict;
        }

        var cut = new OriginEvidence("boundary", Facts(commit).Id, "the history of this clone is cut here", 0);
        return verdict with { Tier = Tier.U, Verdict = new LineVerdict(OriginClass.Unknown, OriginBuckets.None, null, null, 0, [.. verdict.Verdict.Evidence, cut]) };
    }

    /// <summary>Whether no known ancestor is younger than the tools: then an old date can be believed.</summary>
    private bool IsDated(int commit)
    {
        if (Facts(commit).CommitTime >= s_tools)
        {
            return true;
        }

        if (_byId.Count == 0)
        {
            for (var i = 0; i < _facts.Length; i++)
            {
                _byId[Facts(i).Id] = i;
            }
        }

        return Walk(commit);
    }

    private bool Walk(int from)
    {
        // Depth first without recursion: histories are deep. 1 is dated, -1 is not, 2 is being looked at.
        var path = new Stack<int>([from]);
        while (path.Count > 0)
        {
            var at = path.Peek();
            if (_dated[at] is 1 or -1)
            {
                path.Pop();
                continue;
            }

            var parents = Facts(at).Parents.Where(_byId.ContainsKey).Select(id => _byId[id]).ToList();
            var open = _dated[at] == 2 ? -1 : parents.FindIndex(parent => _dated[parent] == 0 && Facts(parent).CommitTime < s_tools);
            if (open >= 0)
            {
                path.Push(parents[open]);
                continue;
            }

            _dated[at] = (sbyte)(parents.Exists(parent => _dated[parent] == -1 || Facts(parent).CommitTime >= s_tools) ? -1 : 1);
            path.Pop();
        }

        return _dated[from] == 1;
    }
}
