namespace Plumbline.Origin.Verdicts;

/// <summary>One line with all that led to its verdict.</summary>
/// <param name="Run">Of this line alone, with the whole evidence.</param>
/// <param name="Remark">Its way from its origin to the revision.</param>
/// <param name="Replaced">The lines that stood there before, the latest first.</param>
/// <param name="Steps">How the confidence came about, in words.</param>
internal sealed record LineStory(VerdictRun Run, LineRemark Remark, IReadOnlyList<ReplacedLine> Replaced, IReadOnlyList<string> Steps);

/// <param name="Verdict">On the line that was replaced.</param>
/// <param name="Counts">Whether the line of now is still similar enough to be an edit of it.</param>
internal sealed record ReplacedLine(Overwrite Overwrite, LineVerdict Verdict, Tier Tier, bool Counts);
