using Plumbline.Cli.Json;
using Plumbline.Git.Claims;
using Plumbline.Origin.Claims;

namespace Plumbline.Cli.Origins;

/// <summary>Claims that no line accepted, by reason.</summary>
internal static class RejectedClaims
{
    public static async Task<OriginRefusalCount[]> OfAsync(OriginReading reading, CancellationToken cancel)
    {
        var added = await AddedLines.OfAsync(reading.Folder, [.. reading.Claims.Book.Commits], cancel).ConfigureAwait(false);
        var counts = ClaimCheck.Count(reading.Claims.Book, added).Select(count => new OriginRefusalCount(count.Reason, count.Claims, count.Lines)).ToList();
        counts.AddRange(reading.Judge.Traces.Lost
            .GroupBy(claim => claim.Reason, StringComparer.Ordinal)
            .Select(group => new OriginRefusalCount(group.Key, group.Count(), group.Sum(claim => (long)claim.Claim.Lines))));
        if (reading.Claims.Notes.Elsewhere > 0)
        {
            counts.Add(new OriginRefusalCount(ClaimRefusal.OutOfHistory, reading.Claims.Notes.Elsewhere, 0));
        }

        return [.. counts];
    }
}
