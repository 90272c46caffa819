using System.Text.RegularExpressions;

namespace Plumbline.Ledger.Judging;

/// <summary>Which changes were reverted. One that was reverted by a change which was reverted itself stands again.</summary>
internal static partial class Reverts
{
    public static void Find(ChangeBook changes)
    {
        // The youngest first: whether a revert still holds has to be known before it is believed.
        foreach (var change in changes.All.OrderByDescending(change => change.At).ThenByDescending(change => change.Id))
        {
            if (change.RevertedBy is not null)
            {
                continue;
            }

            foreach (var target in change.Texts().SelectMany(text => Words().Matches(text)).Select(match => match.Groups["id"].Value))
            {
                if (changes.Named(target, change.Repository) is { } reverted && reverted != change && reverted.At <= change.At && IsAll(reverted, change))
                {
                    reverted.RevertedBy ??= change;
                }
            }
        }
    }

    // Of a request that brought several commits, the revert of one leaves the others.
    private static bool IsAll(KnownChange reverted, KnownChange by)
    {
        if (reverted.Commits.Count == 1)
        {
            return true;
        }

        var named = by.Texts().SelectMany(text => Words().Matches(text)).Select(match => match.Groups["id"].Value).ToList();
        var commits = named.Select(id => reverted.Code.Code.Find(id)).Where(commit => commit >= 0).ToHashSet();
        return commits.Contains(reverted.Root) || named.Exists(id => id.EndsWith($"#{reverted.Number}", StringComparison.Ordinal))
            || reverted.Commits.Where(commit => reverted.Code.Code.Parents[commit].Length == 1).All(commits.Contains);
    }

    [GeneratedRegex(@"(?:This reverts commit (?<id>[0-9a-f]{7,64})|^Reverts (?<id>(?:[\w.-]+/[\w.-]+)?#\d{1,9}))\b", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
