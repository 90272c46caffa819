using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Deployments;

/// <summary>
/// The deployments of one place in their order: which followed which, and which of them went back. Two regions of a service are two places, so
/// that the one is not taken for the predecessor of the other.
/// </summary>
internal static class DeploymentChain
{
    /// <summary>Within which the same commit in the same place is one deployment that was told in steps.</summary>
    private static readonly TimeSpan s_sameRollout = TimeSpan.FromHours(1);

    /// <param name="deployments">All of one place, in any order; those whose time is not known, and superseded ones that never succeeded, are left out.</param>
    /// <param name="isAncestor">Whether the first commit leads to the second one; null where the repository does not have them.</param>
    public static IReadOnlyList<ChainLink> Of(IEnumerable<Deployment> deployments, Func<string, string, bool?> isAncestor)
    {
        var links = new List<ChainLink>();
        var earlier = new HashSet<string>(StringComparer.Ordinal);
        Deployment? last = null;
        foreach (var rollout in Rollouts(deployments))
        {
            var deployment = rollout[0];
            links.Add(new ChainLink(deployment, rollout[1..], last, deployment.Said ?? KindOf(deployment, last, earlier, isAncestor)));
            if (deployment.Result == DeploymentResult.Succeeded)
            {
                if (last?.Commit is { } gone)
                {
                    earlier.Add(gone);
                }

                last = deployment;
            }
        }

        return links;
    }

    private static DeploymentKind KindOf(Deployment deployment, Deployment? last, HashSet<string> earlier, Func<string, string, bool?> isAncestor) =>
        (deployment.Commit, last?.Commit) switch
        {
            ({ } now, { } before) when now == before => DeploymentKind.Redeploy,
            ({ } now, { } before) when isAncestor(now, before) ?? earlier.Contains(now) => DeploymentKind.Rollback,
            _ => DeploymentKind.Deploy,
        };

    private static IEnumerable<Deployment[]> Rollouts(IEnumerable<Deployment> deployments)
    {
        var open = new List<Deployment>();
        var known = deployments.Where(deployment => deployment is { At: not null, Result: not DeploymentResult.Superseded });
        foreach (var deployment in known.OrderBy(deployment => deployment.At).ThenBy(deployment => deployment.Key, StringComparer.Ordinal))
        {
            if (open.Count > 0 && !IsSame(open[^1], deployment))
            {
                yield return [.. open];
                open.Clear();
            }

            open.Add(deployment);
        }

        if (open.Count > 0)
        {
            yield return [.. open];
        }
    }

    private static bool IsSame(Deployment one, Deployment next) =>
        one.Commit is not null && one.Commit == next.Commit && one.Result == next.Result && one.Said == next.Said && next.At - one.At < s_sameRollout;
}
