using Plumbline.Ledger.Code;
using Plumbline.Ledger.Culprits;
using Plumbline.Ledger.Traces;

namespace Plumbline.Ledger.Judging;

/// <summary>What did a fix repair? To be asked of its repository.</summary>
/// <param name="Case">The incident.</param>
/// <param name="Code">The repository.</param>
/// <param name="Fix">The commit.</param>
/// <param name="Deployed">Only what leads to this commit may be blamed; -1 where it is not known what ran.</param>
internal sealed record FixQuestion(IncidentCase Case, CodeHistory Code, int Fix, int Deployed)
{
    /// <summary>Filled by who answers; null where nothing can be said.</summary>
    public Culprits.Culprits? Answer { get; set; }
}

/// <summary>Who wrote the line of a frame? To be asked of the repository, at the commit that ran.</summary>
/// <param name="Rank">How far from the crash among the frames of own code, from 0.</param>
internal sealed record FrameQuestion(IncidentCase Case, CodePlace Deployed, StackFrame Frame, int Rank)
{
    /// <summary>The commit that wrote the line; -1 where the frame is in none of the repository's files.</summary>
    public int Commit { get; set; } = -1;

    public string Path { get; set; } = "";

    /// <summary>0 where only the function is known.</summary>
    public int Line { get; set; }
}

/// <summary>All that is to be asked before incidents can be judged.</summary>
internal sealed record Questions(IReadOnlyList<FixQuestion> Fixes, IReadOnlyList<FrameQuestion> Frames)
{
    private const int MostCommits = 10;
    private const int MostFrames = 8;

    public static Questions Of(IEnumerable<IncidentCase> cases)
    {
        var (fixes, frames) = (new List<FixQuestion>(), new List<FrameQuestion>());
        foreach (var one in cases.Where(one => one.IsEligible))
        {
            foreach (var fix in one.Possible is { } possible ? [possible] : one.Fixes)
            {
                var code = fix.Change.Code.Code;
                var deployed = one.Running?.Code is { } running && running.Code == code ? running.Commit : -1;
                fixes.AddRange(fix.Change.Commits.Where(commit => code.Parents[commit].Length == 1).Take(MostCommits).Select(commit => new FixQuestion(one, code, commit, deployed)));
            }

            if (one.Running?.Code is { } place)
            {
                frames.AddRange(one.Together.SelectMany(each => each.Record.Traces).SelectMany(trace => StackTrace.Parse(trace).Where(frame => frame.IsOwn).Take(MostFrames).Select((frame, rank) => new FrameQuestion(one, place, frame, rank))));
            }
        }

        return new Questions(fixes, frames);
    }
}
