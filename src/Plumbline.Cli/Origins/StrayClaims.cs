using Plumbline.Git;
using Plumbline.Git.Claims;
using Plumbline.Origin;
using Plumbline.Origin.Claims;

namespace Plumbline.Cli.Origins;

/// <summary>Claims of other commits about the text of a line: their stores meant it, and its origin says that they can't have brought it in.</summary>
internal static class StrayClaims
{
    private const int MostCommits = 20;
    private const int FewestCharacters = 4;

    /// <param name="origin">The id of the commit that brought the line in.</param>
    public static async Task<IReadOnlyList<OriginEvidence>> OfAsync(OriginReading reading, string path, string origin, string text, CancellationToken cancel)
    {
        // A bracket is claimed everywhere.
        if (text.Count(char.IsLetterOrDigit) < FewestCharacters)
        {
            return [];
        }

        var found = new List<OriginEvidence>();
        var candidates = reading.Claims.Book.All.Where(claim => claim.Path == path && claim.Commit != origin).GroupBy(claim => claim.Commit, StringComparer.Ordinal);
        foreach (var commit in candidates.Take(MostCommits))
        {
            if (await TextAsync(reading, commit.Key, path, cancel).ConfigureAwait(false) is not { } lines)
            {
                continue;
            }

            var number = Array.IndexOf(lines, text) + 1;
            if (number > 0 && commit.LastOrDefault(claim => claim.Covers(number)) is { } claim)
            {
                found.Add(new OriginEvidence($"line claim ({OriginText.Class(claim.Class)})", $"{claim.Store} on {claim.Commit[..9]}", claim.Quote, 0, ClaimRefusal.LineNotAdded));
            }
        }

        return found;
    }

    private static async Task<string[]?> TextAsync(OriginReading reading, string commit, string path, CancellationToken cancel)
    {
        var contents = await FileContents.OfAsync(reading.Folder, reading.State, commit, cancel).ConfigureAwait(false);
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
