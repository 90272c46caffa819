using System.Globalization;
using Plumbline.Origin.Claims;

namespace Plumbline.Origin.Verdicts;

/// <summary>Says how a confidence came about.</summary>
internal static class ConfidenceSteps
{
    public static IReadOnlyList<string> Of(CommitVerdict commit, VerdictRun run, IReadOnlyList<ReplacedLine> replaced, LineRemark remark, LineClaim? claim)
    {
        var own = claim?.Class ?? commit.Class;
        var isMixedByEdit = run.Verdict.Class == OriginClass.Mixed && own != OriginClass.Mixed;

        // Where the tool's part is the replaced one, its tier says nothing of the commit that stands above it.
        var whose = isMixedByEdit && replaced.Any(line => line is { Counts: true, Verdict.Class: OriginClass.Ai or OriginClass.Mixed }) ? ", of a line that it replaced" : "";
        var steps = new List<string> { $"tier {run.Tier}{whose}: {Meaning(run.Tier)}" };
        if (claim is not null && commit.Class != OriginClass.Unknown && commit.Class != claim.Class)
        {
            steps.Add($"in conflict: the commit says {Word(commit.Class)}, the claim about the line {Word(claim.Class)}; what is said of the line counts");
        }

        var notes = remark.Notes.Where(note => note.Replaced == 0 && Calibration.After(note.Kind) < 1).ToList();
        if (isMixedByEdit && replaced.FirstOrDefault(line => line.Counts && line.Verdict.Class != own) is { } other)
        {
            // The line that is another's is what makes it mixed, however many of the same writer came after it.
            steps.Add(string.Create(CultureInfo.InvariantCulture, $"it goes back to a line ({Word(other.Verdict.Class)}) of {other.Overwrite.Similarity:P0} the same tokens, so two had a hand in it"));
            var weaker = run.Verdict.Confidence / Calibration.Overwritten / notes.Aggregate(1.0, (product, note) => product * Calibration.After(note.Kind));
            steps.Add(string.Create(CultureInfo.InvariantCulture, $"{Calibration.Overwritten:0.00} × {weaker:0.00}, as sure as the less certain of the two is"));
        }

        foreach (var note in notes)
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
