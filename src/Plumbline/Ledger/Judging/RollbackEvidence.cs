using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Judging;

/// <summary>The second step: going back to what ran before ended the trouble, so what was taken back had brought it.</summary>
internal static class RollbackEvidence
{
    /// <summary>Somebody may say that all is well before the job that did it is over.</summary>
    private static readonly TimeSpan s_early = TimeSpan.FromMinutes(30);

    /// <summary>Later than this, something else may have ended it.</summary>
    private static readonly TimeSpan s_late = TimeSpan.FromHours(6);

    public static void Find(IncidentCase one, ShippingLog shipping)
    {
        var all = shipping.Of(one.Service);
        var end = (one.Restored ?? DateTimeOffset.MaxValue - s_late) + s_early;
        var rollback = all.FirstOrDefault(each => each.Kind == DeploymentKind.Rollback && each.At > one.Record.Detected && each.At <= end);
        if (rollback is null)
        {
            return;
        }

        var later = all.FirstOrDefault(each => each.At > rollback.At && each.Place == rollback.Place && each.Kind != DeploymentKind.Redeploy);
        var restored = one.Restored is { } at && at - rollback.At <= s_late && (later is null || later.At > at);
        var taken = Taken(rollback, one.Record.Detected);
        var suspects = taken.SelectMany(each => each.Shipped).Distinct().ToList();
        foreach (var each in taken)
        {
            one.Evidence.Add(new Evidence(EvidenceStep.Rollback, restored ? Verdict.Confirmed : Verdict.Possible, 0, restored
                ? $"going back from it to {Name(rollback)} restored the service"
                : $"it was taken back to {Name(rollback)}, and the trouble went on") { Deployment = each });
        }

        foreach (var change in restored ? suspects : [])
        {
            var words = suspects.Count == 1 ? "it was all that the rollback took back" : $"it is one of {suspects.Count} changes that the rollback took back";
            one.Evidence.Add(new Evidence(EvidenceStep.Rollback, suspects.Count == 1 ? Verdict.Probable : Verdict.Possible, 1.0 / suspects.Count, words) { Change = change, Deployment = taken.Find(each => each.Shipped.Contains(change)) });
        }
    }

    /// <summary>The deployments that a rollback took back: those since the one that it went back to.</summary>
    private static List<JudgedDeployment> Taken(JudgedDeployment rollback, DateTimeOffset detected)
    {
        var taken = new List<JudgedDeployment>();
        for (var at = rollback.Previous; at is not null && !IsThere(at, rollback); at = at.Previous)
        {
            if (at.At <= detected && at.Kind != DeploymentKind.Rollback)
            {
                taken.Add(at);
            }

            if (rollback.Code is null)
            {
                break;
            }
        }

        return taken;
    }

    private static bool IsThere(JudgedDeployment at, JudgedDeployment rollback) =>
        at.Code is { } there && rollback.Code is { } back && there.Code == back.Code && there.Code.IsAncestor(there.Commit, back.Commit);

    private static string Name(JudgedDeployment deployment) => deployment.Record.Version ?? (deployment.Code?.Id ?? deployment.Record.Commit ?? deployment.Record.Key) switch { { Length: > 12 } id => id[..12], var id => id };
}
