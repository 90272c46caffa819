using System.Globalization;
using Plumbline.Origin.Claims;

namespace Plumbline.Origin.Verdicts;

/// <summary>Says how a confidence came about.</summary>
internal static class ConfidenceSteps
{
    public static IReadOnlyList<string> Of(CommitVerdict commit, VerdictRun run, IReadOnlyList<ReplacedLine> replaced, LineRemark remark, LineClaim? claim)
    {
        var steps = new List<string> { $"tier {run.Tier}: {Meaning(run.Tier)}" };
        if (claim is not null && commit.Class != OriginClass.Unknown && commit.Class != claim.Class)
        {
            steps.Add($"in conflict: the commit says {Word(commit.Class)}, the claim about the line {Word(claim.Class)}; what is said of the line counts");
        }

        if (replaced.Any(line => line.Counts) && run.Verdict.Class == OriginClass.Mixed)
        {
            var line = replaced.First(line => line.Counts);
            steps.Add(string.Create(CultureInfo.InvariantCulture, $"it replaced a line ({Word(line.Verdict.Class)}) of which {line.Overwrite.Similarity:P0} is still in it, so two had a hand in it"));
        }

        foreach (var note in remark.Notes.Where(note => note.Replaced == 0 && Calibration.After(note.Kind) < 1))
        {
            steps.Add(string.Create(CultureInfo.InvariantCulture, $"× {Calibration.After(note.Kind):0.00} as it was {Word(note.Kind)}"));
        }

        return steps;
    }

    public static string Meaning(Tier tier) => tier switch
    {
        Tier.A => "a store names this very line in the commit that brought it in",
        Tier.B => "an agent is the author of the commit inside the pull request",
        Tier.C => "an agent, or a bot, is the author of the commit",
        Tier.D => "a person is the author, and the commit carries a tool's trailer",
        Tier.E => "the same on a squash merge that could not be unfolded: a third or more of its lines may come from commits without a mark",
        Tier.F => "an Agent Trace names the line, and its commit had to be found out",
        Tier.G => "a suggestion was accepted, or help declared",
        Tier.H => "what looks like a mark proves nothing",
        Tier.P => "it is older than the tools, or a policy says so",
        _ => "nothing says who wrote it, and silence is no evidence",
    };

    private static string Word(OriginClass origin) => origin.ToString().ToLowerInvariant();

    private static string Word(LineNoteKind kind) => kind switch
    {
        LineNoteKind.CherryPicked => "cherry-picked",
        LineNoteKind.Restored => "restored by a revert",
        LineNoteKind.Ignored => "carried through a sweep",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
