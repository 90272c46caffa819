using Plumbline.Ledger.Code;
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
    /// <param name="where">Where the code of a deployment is; null where nobody knows.</param>
    public static IReadOnlyList<ChainLink> Of(IEnumerable<Deployment> deployments, Func<Deployment, CodePlace?> where)
    {
        var links = new List<ChainLink>();
        var ran = new HashSet<string>(StringComparer.Ordinal);
        ChainLink? last = null;
        foreach (var rollout in Rollouts(deployments))
        {
            var deployment = rollout[0];
            var link = new ChainLink(deployment, rollout[1..], last, deployment.Said ?? KindOf(deployment, last?.Deployment, ran, where));
            links.Add(link);
            if (link.Succeeded)
            {
                ran.Add(Named(deployment));
                last = link;
            }
        }

        return links;
    }

    private static DeploymentKind KindOf(Deployment deployment, Deployment? last, HashSet<string> ran, Func<Deployment, CodePlace?> where)
    {
        if (last is null)
        {
            return DeploymentKind.Deploy;
        }

        return (where(deployment), where(last)) switch
        {
            ({ } now, { } before) when now == before => DeploymentKind.Redeploy,
            ({ } now, { } before) when now.Code == before.Code => now.Code.IsAncestor(now.Commit, before.Commit) ? DeploymentKind.Rollback : DeploymentKind.Deploy,
            _ when Named(deployment).Length == 0 => DeploymentKind.Deploy,
            _ when Named(deployment) == Named(last) => DeploymentKind.Redeploy,
            _ => ran.Contains(Named(deployment)) ? DeploymentKind.Rollback : DeploymentKind.Deploy,
        };
    }

    private static string Named(Deployment deployment) => deployment.Commit ?? deployment.Version ?? "";

    private static IEnumerable<Deployment[]> Rollouts(IEnumerable<Deployment> deployments)
    {
        var open = new List<Deployment>();
        var known = deployments.Where(deployment => deployment is { At: not null, Result: not DeploymentResult.Superseded });
        foreach (var deployment in known.OrderBy(deployment => deployment.At).ThenBy(deployment => deployment.Key, StringComparer.Ordinal))
        {
            if (open.Count > 0 && !IsSame(open[0], deployment))
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
        Named(one).Length > 0 && Named(one) == Named(next) && one.Result == next.Result && one.Said == next.Said && next.At - one.At < s_sameRollout;
}
