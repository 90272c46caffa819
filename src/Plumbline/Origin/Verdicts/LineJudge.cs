using Plumbline.Origin.Claims;

namespace Plumbline.Origin.Verdicts;

/// <summary>Reaches the verdict on lines: from claims about them, from the commits that brought them in, and from what they replaced.</summary>
internal sealed class LineJudge
{
    private readonly OriginMap _map;
    private readonly ClaimBook _claims;
    private readonly TracePlaces _traces;

    public LineJudge(OriginMap map, CommitJudge commits, ClaimBook claims)
    {
        _map = map;
        _claims = claims;
        _traces = new TracePlaces(map, claims.Traces);
        Commits = new CommitVerdicts(map, commits);
    }

    public CommitVerdicts Commits { get; }

    /// <summary>
    /// The same revision with squash merges as they are; null where none was unfolded. A note on a squash merge claims lines by their numbers in
    /// the merge, and the merge brought them into this history, so its claims count, too.
    /// </summary>
    public OriginMap? Landed { get; init; }

    /// <summary>Lines for which a claim was accepted, by store.</summary>
    public Dictionary<string, int> Accepted { get; } = new(StringComparer.Ordinal);

    public TracePlaces Traces => _traces;

    /// <summary>The verdicts on a file's lines, in order.</summary>
    public IReadOnlyList<VerdictRun> Judge(FileOrigins file)
    {
        var found = new List<VerdictRun>(file.Runs.Count);
        var remarks = 0;
        foreach (var run in file.Runs)
        {
            var claims = ClaimsFor(run.First);
            for (var at = run.Start; at < run.Start + run.Count;)
            {
                while (remarks < file.Remarks.Count && file.Remarks[remarks].Line + file.Remarks[remarks].Count <= at)
                {
                    remarks++;
                }

                var remark = remarks < file.Remarks.Count && file.Remarks[remarks].Line <= at ? file.Remarks[remarks] : null;
                var end = remark is not null ? remark.Line + remark.Count : remarks < file.Remarks.Count ? file.Remarks[remarks].Line : int.MaxValue;
                var origin = run.First with { Line = run.First.Line + at - run.Start };
                var count = Math.Min(end, run.Start + run.Count) - at;
                var (claim, same) = Claimed(claims, origin.Line, count);
                if (claim is null && LandedClaims(file, at, origin) is { } landed)
                {
                    (claim, same) = (landed.Claim, 1);
                }

                found.Add(Judge(at, same, origin, remark, claim));
                at += same;
            }
        }

        return found;
    }

    /// <summary>Everything that is known of one line.</summary>
    public LineStory Explain(FileOrigins file, int line)
    {
        var origin = file.At(line);
        var remark = file.RemarkAt(line);
        var claims = ClaimsFor(origin);
        var (claim, _) = Claimed(claims, origin.Line, 1);
        var covering = claims.Where(c => c.Claim.Covers(origin.Line)).ToList();
        if (claim is null && LandedClaims(file, line, origin) is { Claim: { } landed })
        {
            (claim, covering) = (landed, [landed]);
        }

        var run = Judge(line, 1, origin, remark, claim, count: false);
        var evidence = covering.Select(c => Evidence(c, ReferenceEquals(c.Claim, claim?.Claim))).ToList();
        if (claims.Count > 0 && covering.Count == 0)
        {
            evidence.Add(new OriginEvidence("line claim", claims[0].Claim.Store, "the store knows this file of that commit, and says nothing of this line", 0));
        }

        var chain = Chain(remark);
        return new LineStory(run with { Verdict = run.Verdict with { Evidence = [.. evidence, .. Commits.Of(origin.Commit).Verdict.Evidence] } }, remark, chain, Steps(run, chain, remark, claim));
    }

    private VerdictRun Judge(int start, int length, LineOrigin origin, LineRemark? remark, (LineClaim Claim, double Match)? claim, bool count = true)
    {
        var commit = Commits.Of(origin.Commit);
        var (verdict, tier) = (commit.Verdict, commit.Tier);
        if (claim is { } accepted)
        {
            if (count)
            {
                Accepted[accepted.Claim.Store] = Accepted.GetValueOrDefault(accepted.Claim.Store) + length;
            }

            tier = accepted.Match < 1 ? Tier.F : Tier.A;
            verdict = verdict with { Class = accepted.Claim.Class, Buckets = OriginBuckets.None, Tool = accepted.Claim.Tool, Model = accepted.Claim.Model, Confidence = Confidence(accepted) };
        }

        if (remark is not null)
        {
            (verdict, tier) = Overwritten(verdict, tier, origin, remark);
            var factor = 1.0;
            foreach (var note in remark.Notes)
            {
                factor *= note.Replaced == 0 ? Calibration.After(note.Kind) : 1;
            }

            verdict = factor < 1 && verdict.Class != OriginClass.Unknown ? verdict with { Confidence = verdict.Confidence * factor } : verdict;
        }

        var run = new VerdictRun(start, length, origin, verdict, tier);
        return remark is null ? run : Travelled(run, remark);
    }

    private VerdictRun Travelled(VerdictRun run, LineRemark remark)
    {
        int? mover = null;
        var byTool = false;
        foreach (var note in remark.Notes)
        {
            if (note is { Kind: LineNoteKind.Moved or LineNoteKind.Copied, Replaced: 0 })
            {
                mover ??= note.Commit;
                byTool |= Commits.Of(note.Commit).Verdict.Class == OriginClass.Ai;
            }
        }

        return run with { LandedBy = LandingOf(run.First, remark), MovedBy = mover, IsToolsMove = byTool && run.Verdict.Class != OriginClass.Ai };
    }

    /// <summary>A line that replaced a similar one has two writers: it is mixed where one of them is a tool, and the other is not known to be.</summary>
    private (LineVerdict Verdict, Tier Tier) Overwritten(LineVerdict verdict, Tier tier, LineOrigin origin, LineRemark remark)
    {
        if (remark.Overwrites.Count == 0 || verdict.Class == OriginClass.Mixed || verdict.Buckets.HasFlag(OriginBuckets.Automation))
        {
            return (verdict, tier);
        }

        List<(LineVerdict Verdict, Tier Tier)> all = [.. Chain(remark).Where(step => step.Counts).Select(step => (step.Verdict, step.Tier)), (verdict, tier)];
        all.RemoveAll(part => part.Verdict.Buckets.HasFlag(OriginBuckets.Automation));
        var tool = all.Find(part => part.Verdict.Class is OriginClass.Ai or OriginClass.Mixed);
        if (tool.Verdict is null || all.TrueForAll(part => part.Verdict.Class == OriginClass.Ai))
        {
            return (verdict, tier);
        }

        // Of a person nothing has to be known for two to have had a hand in it, but then it may have been the tool again.
        var other = all.FindLast(part => part.Verdict.Class == OriginClass.Human).Verdict;
        var sure = Math.Min(tool.Verdict.Confidence, other?.Confidence ?? Calibration.UnknownIsAnother);
        return (verdict with { Class = OriginClass.Mixed, Tool = tool.Verdict.Tool, Model = tool.Verdict.Model, Confidence = Math.Round(Calibration.Overwritten * sure, 2) }, tool.Tier);
    }

    private List<ReplacedLine> Chain(LineRemark? remark)
    {
        var chain = new List<ReplacedLine>();
        var similarity = 1f;
        foreach (var overwrite in remark?.Overwrites ?? [])
        {
            similarity *= overwrite.Similarity;
            var (claim, _) = Claimed(ClaimsFor(overwrite.Old), overwrite.Old.Line, 1);
            var old = Judge(0, 1, overwrite.Old, new LineRemark(0, 1, WayOf(remark!, chain.Count + 1), []), claim, count: false);
            var evidence = claim is { } told ? [Evidence(told, true), .. old.Verdict.Evidence] : old.Verdict.Evidence;
            chain.Add(new ReplacedLine(overwrite, old.Verdict with { Evidence = evidence }, old.Tier, similarity >= Calibration.EditedFrom));
        }

        return chain;
    }

    /// <summary>The notes of a line that was replaced, as its own.</summary>
    private static List<LineNote> WayOf(LineRemark remark, int replaced)
    {
        var way = new List<LineNote>();
        foreach (var note in remark.Notes)
        {
            if (note.Replaced == replaced)
            {
                way.Add(note with { Replaced = 0 });
            }
        }

        return way;
    }

    /// <summary>What is claimed of a line by the squash merge that landed it; null where that merge has no claims about the file.</summary>
    private ClaimHit? LandedClaims(FileOrigins file, int line, LineOrigin inside)
    {
        if (Landed?.File(file.Path) is not { } landed || _claims.IsEmpty || !Commits.IsInside(inside.Commit))
        {
            return null;
        }

        var origin = landed.At(line);
        var claims = _claims.For(Landed.Commits[origin.Commit].Id, Landed.Paths[origin.Path]);
        return claims.Count == 0 ? null : new ClaimHit(Claimed([.. claims.Select(claim => (claim, 1.0))], origin.Line, 1).Claim);
    }

    // A line that moved may have come by several squash merges: that of its origin is the one nearest to it.
    private int LandingOf(LineOrigin origin, LineRemark remark)
    {
        var landing = origin.Commit;
        foreach (var note in Commits.IsInside(origin.Commit) ? remark.Notes : [])
        {
            landing = note is { Kind: LineNoteKind.ViaSquash, Replaced: 0 } ? note.Commit : landing;
        }

        return landing;
    }

    private List<(LineClaim Claim, double Match)> ClaimsFor(LineOrigin origin)
    {
        if (_claims.IsEmpty)
        {
            return [];
        }

        // The Agent Trace first: of several the last counts, and a note is on the very commit.
        var claims = _traces.For(origin.Commit, origin.Path).ToList();
        claims.AddRange(_claims.For(Commits.Facts(origin.Commit).Id, _map.Paths[origin.Path]).Select(claim => (claim, 1.0)));
        return claims;
    }

    /// <summary>The claim that counts for a line, and how many of the following lines it is the same for.</summary>
    private static ((LineClaim Claim, double Match)? Claim, int Count) Claimed(List<(LineClaim Claim, double Match)> claims, int line, int most)
    {
        (LineClaim Claim, double Match)? found = null;
        var end = line + most;
        foreach (var claim in claims)
        {
            if (claim.Claim.Class != OriginClass.Unknown)
            {
                found = claim.Claim.Covers(line) ? claim : found;
                end = claim.Claim.From > line ? Math.Min(end, claim.Claim.From) : claim.Claim.To >= line ? Math.Min(end, claim.Claim.To + 1) : end;
            }
        }

        return (found, end - line);
    }

    private static OriginEvidence Evidence((LineClaim Claim, double Match) claim, bool counts) =>
        new($"line claim ({claim.Claim.Class.ToString().ToLowerInvariant()})", claim.Claim.Store, claim.Claim.Quote, counts ? Confidence(claim) : 0, counts ? null : ClaimRefusal.Overlapped);

    private static double Confidence((LineClaim Claim, double Match) claim) =>
        Math.Round((claim.Match < 1 ? claim.Match : claim.Claim.Class == OriginClass.Mixed ? Calibration.ClaimedMixed : Calibration.Claimed) * claim.Claim.Confidence, 3);

    private IReadOnlyList<string> Steps(VerdictRun run, List<ReplacedLine> chain, LineRemark remark, (LineClaim Claim, double Match)? claim) =>
        ConfidenceSteps.Of(Commits.Of(run.First.Commit), run, chain, remark, claim?.Claim);

    /// <summary>Claims were looked for; there may be none about the line.</summary>
    private sealed record ClaimHit((LineClaim Claim, double Match)? Claim);
}
