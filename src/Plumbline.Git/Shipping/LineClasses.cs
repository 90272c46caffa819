using Plumbline.Ledger.Code;
using Plumbline.Origin;
using Plumbline.Origin.Claims;
using Plumbline.Origin.Lines;
using Plumbline.Origin.Verdicts;

namespace Plumbline.Git.Shipping;

/// <summary>Who wrote a line, by the commit that brought it: claims of stores about the very line first, then what the commit says of all of its lines.</summary>
internal sealed class LineClasses
{
    private readonly CodeHistory _code;
    private readonly ChangeSplit _split;
    private readonly CommitJudge _judge;
    private readonly ClaimBook _claims;
    private readonly ILookup<(string Commit, string Path), LineClaim> _traces;
    private readonly bool[] _dated;

    public LineClasses(ChangeSplit split, CommitJudge judge, ClaimBook claims)
    {
        (_code, _split, _judge, _claims) = (split.Code, split, judge, claims);
        _traces = claims.Traces.ToLookup(claim => (claim.Commit, claim.Path));
        _dated = Dated(_code);
    }

    /// <summary>What a store says of the very line; null where none does.</summary>
    /// <param name="commit">The commit that brought the line.</param>
    /// <param name="path">The file's path there.</param>
    /// <param name="line">The line's number there, from 1.</param>
    public LineClaim? ClaimOf(int commit, string path, int line)
    {
        if (_claims.IsEmpty)
        {
            return null;
        }

        CommitFacts facts = _code.Commits[commit];

        // An Agent Trace names the revision that was checked out while the line was written, or the one that has it.
        IEnumerable<LineClaim> claims = facts.Parents.SelectMany(parent => _traces[(parent, path)]).Concat(_traces[(facts.Id, path)]).Concat(_claims.For(facts.Id, path));
        return claims.LastOrDefault(claim => claim.Class != OriginClass.Unknown && claim.Covers(line));
    }

    /// <summary>What a commit says of its lines.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="lines">How many it brought: an accepted suggestion is a few.</param>
    public LineVerdict Of(int commit, int lines) =>
        _judge.Judge(_code.Commits[commit], _split.RootOf(commit) != commit, lines, _dated[commit]).Verdict;

    /// <summary>The class that all of some commits have; unknown where they differ.</summary>
    public OriginClass OfCommits(IEnumerable<int> commits)
    {
        OriginClass[] classes = [.. commits.Where(commit => _code.Parents[commit].Length < 2).Select(commit => Of(commit, 0).Class).Distinct()];
        return classes is [var one] ? one : OriginClass.Unknown;
    }

    // Before tools existed an unmarked commit is a person's, if no ancestor of it is younger.
    private static bool[] Dated(CodeHistory code)
    {
        var youngest = new long[code.Commits.Count];
        for (int i = 0; i < youngest.Length; i++)
        {
            youngest[i] = code.Commits[i].CommitTime;
            foreach (int parent in code.Parents[i])
            {
                youngest[i] = Math.Max(youngest[i], youngest[parent]);
            }
        }

        return [.. youngest.Select((time, i) => time <= Math.Max(code.Commits[i].CommitTime, CommitVerdicts.Tools))];
    }
}
