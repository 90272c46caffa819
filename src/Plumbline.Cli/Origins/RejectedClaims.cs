using Plumbline.Cli.Json;
using Plumbline.Origin.Claims;

namespace Plumbline.Cli.Origins;

/// <summary>Claims that no line accepted, by reason.</summary>
internal static class RejectedClaims
{
    public static IEnumerable<OriginRefusalCount> Of(OriginReading reading)
    {
        var rejected = reading.Claims.Book.Rejected.Concat(reading.Judge.Traces.Lost)
            .GroupBy(claim => claim.Reason, StringComparer.Ordinal)
            .Select(group => new OriginRefusalCount(group.Key, group.Count(), group.Sum(claim => (long)claim.Claim.Lines)))
            .OrderByDescending(count => count.Claims);
        foreach (var count in rejected)
        {
            yield return count;
        }

        if (reading.Claims.Notes.Elsewhere > 0)
        {
            yield return new OriginRefusalCount(ClaimRefusal.OutOfHistory, reading.Claims.Notes.Elsewhere, 0);
        }
    }
}
