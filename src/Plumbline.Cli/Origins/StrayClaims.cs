using Plumbline.Git;
using Plumbline.Git.Claims;
using Plumbline.Origin;
using Plumbline.Origin.Claims;
using Plumbline.Origin.Verdicts;

namespace Plumbline.Cli.Origins;

/// <summary>Claims of other commits about the text of a line: their stores meant it, and its origin says that they can't have brought it in.</summary>
internal static class StrayClaims
{
    private const int MostCommits = 20;
    private const int MostShown = 3;
    private const int FewestCharacters = 4;

    /// <summary>The most relevant ones, and how many others there are: first those of commits in the line's own story, then those nearest to its place.</summary>
    public static async Task<IReadOnlyList<OriginEvidence>> OfAsync(OriginReading reading, string path, LineStory story, string text, CancellationToken cancel)
    {
        // A bracket is claimed everywhere.
        if (text.Count(char.IsLetterOrDigit) < FewestCharacters || reading.Claims.Book.IsEmpty)
        {
            return [];
        }

        var origin = story.Run.First;
        var own = Own(reading, story);
        var id = reading.Judge.Commits.Facts(origin.Commit).Id;
        int Away(LineClaim claim) => Math.Max(0, Math.Max(claim.From - origin.Line, origin.Line - claim.To));
        var candidates = reading.Claims.Book.All.Where(claim => claim.Path == path && claim.Commit != id).GroupBy(claim => claim.Commit, StringComparer.Ordinal)
            .OrderByDescending(commit => own.Contains(commit.Key)).ThenBy(commit => commit.Min(Away)).ThenBy(commit => commit.Key, StringComparer.Ordinal).ToList();
        var found = new List<(int Away, OriginEvidence Evidence)>();
        foreach (var commit in candidates.Take(MostCommits))
        {
            if (await TextAsync(reading, commit.Key, path, cancel).ConfigureAwait(false) is not { } lines)
            {
                continue;
            }

            var number = Array.IndexOf(lines, text) + 1;
            if (number > 0 && commit.LastOrDefault(claim => claim.Covers(number)) is { } claim)
            {
                var away = own.Contains(commit.Key) ? -1 : Math.Abs(number - origin.Line);
                found.Add((away, new OriginEvidence($"line claim ({OriginText.Class(claim.Class)})", $"{claim.Store} on {claim.Commit[..9]}", claim.Quote, 0, ClaimRefusal.LineNotAdded)));
            }
        }

        return Ranked(found);
    }

    private static List<OriginEvidence> Ranked(List<(int Away, OriginEvidence Evidence)> found)
    {
        List<OriginEvidence> ranked = [.. found.OrderBy(one => one.Away).Select(one => one.Evidence)];
        return ranked.Count <= MostShown + 1
            ? ranked
            : [.. ranked.Take(MostShown), new OriginEvidence("line claims", "notes on other commits", $"{ranked.Count - MostShown} more claim a line of this text", 0, ClaimRefusal.LineNotAdded)];
    }

    /// <summary>The commits that the line passed through, or that changed it.</summary>
    private static HashSet<string> Own(OriginReading reading, LineStory story) =>
    [
        .. story.Remark.Notes.Select(note => note.Commit)
            .Concat(story.Replaced.SelectMany(old => new[] { old.Overwrite.Commit, old.Overwrite.Old.Commit }))
            .Append(story.Run.LandedBy)
            .Select(commit => reading.Judge.Commits.Facts(commit).Id),
    ];

    private static async Task<string[]?> TextAsync(OriginReading reading, string commit, string path, CancellationToken cancel)
    {
        var contents = new FileContents(reading.Folder, reading.State, commit);
        try
        {
            return await contents.OneAsync(path, cancel).ConfigureAwait(false) is { } content ? SourceLines.Of(content, content.AsSpan().Count((byte)'\n') + 1) : null;
        }
        catch (GitException e) when (e.Failure == GitFailure.MissingObject)
        {
            // A partial clone lacks old files; then nothing can be said of them.
            return null;
        }
    }
}
