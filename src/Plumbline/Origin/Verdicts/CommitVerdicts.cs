namespace Plumbline.Origin.Verdicts;

/// <summary>The verdicts on the commits of one map, each reached once.</summary>
internal sealed class CommitVerdicts
{
    /// <summary>From when on there are tools that write lines, in Unix seconds.</summary>
    public static readonly long Tools = new DateTimeOffset(2021, 6, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    private readonly OriginMap _map;
    private readonly CommitJudge _judge;
    private readonly CommitFacts?[] _facts;
    private readonly CommitVerdict?[] _landed;
    private readonly CommitVerdict?[] _inside;

    public CommitVerdicts(OriginMap map, CommitJudge judge)
    {
        _map = map;
        _judge = judge;
        _facts = new CommitFacts?[map.Commits.Count];
        _landed = new CommitVerdict?[map.Commits.Count];
        _inside = new CommitVerdict?[map.Commits.Count];
    }

    public CommitFacts Facts(int commit) => _facts[commit] ??= _map.Commits[commit];

    /// <summary>How many lines of a commit live at the revision.</summary>
    public int LinesOf(int commit) => _map.Living[commit];

    /// <param name="inside">Whether the lines in question came by a squash merge that was unfolded.</param>
    public CommitVerdict Of(int commit, bool inside)
    {
        var verdicts = inside ? _inside : _landed;
        return verdicts[commit] ??= _map.Boundaries.Contains(commit)
            ? AtBoundary(commit)
            : _judge.Judge(Facts(commit), inside, LinesOf(commit), IsDated(commit));
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

    /// <summary>Whether no ancestor is younger than the tools: then an old date can be believed.</summary>
    private bool IsDated(int commit) => Facts(commit).CommitTime >= Tools || _map.Youngest[commit] < Tools;
}
