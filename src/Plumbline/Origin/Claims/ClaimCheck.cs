namespace Plumbline.Origin.Claims;

/// <summary>
/// Holds claims against what their commits really changed. A claim that fails here was never believed: lines ask for claims by the commit
/// that brought them in. It is counted, because a store that claims others' lines is worth knowing of.
/// </summary>
internal static class ClaimCheck
{
    /// <param name="added">The lines that each commit added, by commit and path; commits that are not in it (merges) are not checked.</param>
    public static IReadOnlyList<ClaimCount> Count(ClaimBook book, IReadOnlyDictionary<string, Dictionary<string, LineSet>> added)
    {
        var counts = new Dictionary<string, ClaimCount>(StringComparer.Ordinal);
        foreach (var file in book.All.GroupBy(claim => (claim.Commit, claim.Path)))
        {
            if (added.TryGetValue(file.Key.Commit, out var changed))
            {
                Count(file, changed.GetValueOrDefault(file.Key.Path), counts);
            }
        }

        foreach (var rejected in book.Rejected)
        {
            Add(counts, rejected.Reason, rejected.Claim.Lines);
        }

        return [.. counts.Values.OrderByDescending(count => count.Lines).ThenBy(count => count.Reason, StringComparer.Ordinal)];
    }

    private static void Count(IEnumerable<LineClaim> claims, LineSet? added, Dictionary<string, ClaimCount> counts)
    {
        var later = new LineSet();
        foreach (var claim in claims.Reverse())
        {
            var overlapped = claim.Lines - later.Add(claim.From, claim.To);
            Add(counts, ClaimRefusal.Overlapped, overlapped);
            var strays = claim.Lines - (added?.Overlap(claim.From, claim.To) ?? 0);
            Add(counts, added is null ? ClaimRefusal.FileNotTouched : ClaimRefusal.LineNotAdded, strays);
        }
    }

    private static void Add(Dictionary<string, ClaimCount> counts, string reason, int lines)
    {
        if (lines > 0)
        {
            var count = counts.GetValueOrDefault(reason) ?? new ClaimCount(reason, 0, 0);
            counts[reason] = count with { Claims = count.Claims + 1, Lines = count.Lines + lines };
        }
    }
}

/// <param name="Claims">Claims of which any line failed.</param>
/// <param name="Lines">The lines that failed.</param>
internal sealed record ClaimCount(string Reason, long Claims, long Lines);
