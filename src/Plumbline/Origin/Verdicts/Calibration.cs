namespace Plumbline.Origin.Verdicts;

/// <summary>
/// What a tier's evidence is worth: the share of lines of which the class is right. Those of squash merges are measured on pull requests
/// whose branches mix marked and unmarked commits (docs/origin.md); where no truth can be had, they are caps, set low.
/// </summary>
internal static class Calibration
{
    public const double Claimed = 0.97;
    public const double ClaimedMixed = 0.90;
    public const double AgentInsideRequest = 0.93;
    public const double AgentOfCommit = 0.90;

    /// <summary>People push fixes onto an agent's branch, and the squash merge has the agent's name. Measured: 80 % and 91 % in two repositories.</summary>
    public const double AgentOfSquash = 0.80;

    public const double TrailerAndSession = 0.80;
    public const double Trailer = 0.75;
    public const double SessionAlone = 0.70;

    /// <summary>Measured by bench/Accuracy: 64 % of the lines of such merges in one repository, 93 % in another, 50 % where branches mix.</summary>
    public const double TrailerOfSquash = 0.65;

    /// <summary>An agent that only committed: it may have rebased what a person wrote.</summary>
    public const double AgentCommitted = 0.50;

    public const double Doubted = 0.60;
    public const double Suggestion = 0.40;
    public const double Declared = 0.40;
    public const double Policy = 0.90;
    public const double OlderThanTools = 0.97;
    public const double Automation = 0.90;

    /// <summary>A mixed line by its history: both origins have to be right.</summary>
    public const double Overwritten = 0.75;

    /// <summary>That an unmarked commit which edits a tool's line is not the tool's as well.</summary>
    public const double UnknownIsAnother = 0.80;

    /// <summary>Tokens, by their length, that two lines must have in common for the new one to be an edit of the old one.</summary>
    public const float EditedFrom = 0.6f;

    /// <summary>Accepted suggestions are a few lines; where more lines of a commit live, they can't all be one.</summary>
    public const int LinesOfSuggestion = 20;

    /// <summary>What a remark on a line's way takes off.</summary>
    public static double After(LineNoteKind note) => note switch
    {
        LineNoteKind.Copied => 0.85,
        LineNoteKind.Moved or LineNoteKind.Reformatted or LineNoteKind.Ignored or LineNoteKind.CherryPicked or LineNoteKind.Restored => 0.97,
        _ => 1,
    };
}
