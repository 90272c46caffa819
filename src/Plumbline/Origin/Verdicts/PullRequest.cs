using System.Globalization;

namespace Plumbline.Origin.Verdicts;

/// <summary>Which pull or merge request a commit landed.</summary>
internal static class PullRequest
{
    /// <summary>The number that GitHub puts at the end of the subject of a squash merge; null for any other commit.</summary>
    public static int? NumberOf(CommitFacts commit)
    {
        if (commit.Parents.Length > 1)
        {
            return null;
        }

        var end = commit.Message.IndexOf('\n', StringComparison.Ordinal);
        var subject = (end < 0 ? commit.Message.AsSpan() : commit.Message.AsSpan(0, end)).TrimEnd();
        var open = subject.LastIndexOf("(#", StringComparison.Ordinal);
        return open >= 0 && subject[^1] == ')' && int.TryParse(subject[(open + 2)..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
