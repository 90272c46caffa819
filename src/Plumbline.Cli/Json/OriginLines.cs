using Plumbline.Origin;
using Plumbline.Origin.Summaries;

namespace Plumbline.Cli.Json;

/// <summary>Counts of lines by origin. Shares are of <paramref name="Counted"/>, which leaves the last three out.</summary>
internal sealed record OriginCounts(long Counted, long Ai, long Mixed, long Human, long Unknown, long Automation, long Generated, long Boilerplate)
{
    public static OriginCounts From(OriginTally tally) =>
        new(tally.Counted, tally.Ai, tally.Mixed, tally.Human, tally.Unknown, tally.Automation, tally.Generated, tally.Boilerplate);
}

internal sealed record OriginGroup(string Name, OriginCounts Lines);

internal sealed record OriginToolCount(string Class, string? Tool, string? Model, long Lines);

/// <param name="Store">A ref or a file.</param>
internal sealed record OriginClaimCount(string Store, long Accepted);

internal sealed record OriginRefusalCount(string Reason, long Claims, long Lines);

/// <summary>A revision as a whole.</summary>
/// <param name="Youngest">When the author wrote the youngest line of the files that were looked at, whatever --since says.</param>
/// <param name="Coverage">Share of the counted lines that have evidence.</param>
/// <param name="MovedByTools">Of the counted lines, those that a tool's commit moved or copied, and that stay with who wrote them.</param>
/// <param name="Unread">Notes and traces that could not be read, and why.</param>
/// <param name="Gaps">What the clone lacks.</param>
/// <param name="Tiers">Lines by the strength of their evidence (docs/origin.md); generated ones are left out.</param>
internal sealed record OriginSummaryLine(
    string Revision,
    string At,
    string? Youngest,
    int Files,
    int FilesWithoutLines,
    OriginCounts Lines,
    double Coverage,
    OriginToolCount[] Tools,
    Dictionary<string, long> Tiers,
    OriginGroup[] Languages,
    OriginGroup[] Folders,
    OriginSquashes Squashes,
    long MovedByTools,
    OriginClaimCount[] Claims,
    OriginRefusalCount[] Rejected,
    string[] Unread,
    string[] Gaps) : JsonLine;

/// <param name="Candidates">Commits that look like squash merges.</param>
/// <param name="Unfetched">Those of which the pull request is not in this clone.</param>
internal sealed record OriginSquashes(int Candidates, int Unfolded, int Unfetched);

/// <summary>Neighbouring lines of common origin.</summary>
/// <param name="Class">ai, human, mixed, unknown.</param>
/// <param name="Apart">automation, generated, boilerplate.</param>
/// <param name="OriginFile">The path in the origin commit, where it was another.</param>
/// <param name="OriginLine">The first line's number there.</param>
/// <param name="MovedBy">The commit that moved or copied the lines last.</param>
internal sealed record OriginRangeLine(
    string File,
    int First,
    int Last,
    string Class,
    string? Apart,
    string? Tool,
    string? Model,
    double Confidence,
    string Tier,
    string Commit,
    string Author,
    string At,
    string? OriginFile,
    int OriginLine,
    string? MovedBy) : JsonLine;

internal sealed record OriginEvidenceLine(string Evidence, string Source, string Quote, double Weight, string? Rejected)
{
    public static OriginEvidenceLine From(OriginEvidence evidence) => new(evidence.Kind, evidence.Source, evidence.Quote, evidence.Weight, evidence.Rejected);
}

/// <param name="Note">reformatted, ignored, moved, copied, cherry-picked, restored, via-squash, boundary.</param>
/// <param name="Replaced">n where it happened to the n-th of the lines that were replaced, from 1; absent where it happened to the line itself.</param>
/// <param name="Tool">The tool that the commit's marks name.</param>
internal sealed record OriginNoteLine(string Note, string Commit, string Author, string? Tool, int? Number, int? Replaced);

/// <param name="Similarity">Share of tokens in common, 0 to 1.</param>
/// <param name="Counts">Whether the line is still an edit of it.</param>
/// <param name="Evidence">What said who wrote the old line.</param>
internal sealed record OriginReplacedLine(string Commit, string File, int Line, string Class, string By, double Similarity, bool Counts, OriginEvidenceLine[] Evidence);

/// <summary>All that led to the verdict on one line.</summary>
internal sealed record OriginWhyLine(
    string File,
    int Line,
    string Text,
    string Class,
    string? Apart,
    string? Tool,
    string? Model,
    double Confidence,
    string Tier,
    string Commit,
    string Subject,
    string Author,
    string At,
    string OriginFile,
    int OriginLine,
    OriginEvidenceLine[] Evidence,
    OriginNoteLine[] Notes,
    OriginReplacedLine[] Replaced,
    string[] Steps) : JsonLine;

/// <summary>A method; its class is by length, without boilerplate.</summary>
/// <param name="Share">Characters by class, as shares.</param>
internal sealed record OriginMethodLine(
    string Method,
    string File,
    int First,
    int Last,
    string Class,
    string? Tool,
    string? Model,
    double Confidence,
    OriginCounts Lines,
    Dictionary<string, double> Share) : JsonLine;

/// <param name="Marks">The literal texts, and why one is not believed.</param>
/// <param name="Added">Lines that the commit added; missing for merges.</param>
/// <param name="Living">Lines of it that live at the revision, by their own origins, boilerplate and all.</param>
internal sealed record OriginCommitLine(
    string Commit,
    string At,
    string Author,
    string Subject,
    string Class,
    string? Apart,
    string? Tool,
    string? Model,
    double Confidence,
    OriginEvidenceLine[] Marks,
    int? Added,
    OriginCounts Living) : JsonLine;

/// <param name="Week">Its Monday.</param>
/// <param name="Added">Lines that its commits added, by the class of their commit.</param>
internal sealed record OriginWeekLine(string Week, int Commits, OriginCounts Added) : JsonLine;

internal sealed record OriginSignatureLine(
    string Id,
    string Tool,
    string SignatureKind,
    string Place,
    string Pattern,
    string Model,
    string? Since,
    string? FalseFrom,
    string? FalseTo,
    string Source,
    string? Doubt,
    string[] Examples,
    string[] CounterExamples) : JsonLine;

/// <param name="Count">Refs that the remote has of the pattern.</param>
/// <param name="Lacking">Those that this clone lacked.</param>
internal sealed record OriginFetchLine(string Remote, string Refs, int Count, int Lacking, bool Fetched) : JsonLine;
