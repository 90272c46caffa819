using System.Text.RegularExpressions;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Judging;

/// <summary>
/// Which deployments were tries at an incident, of which kind, and whether it stayed quiet after the last one. One that only happened meanwhile is none.
/// </summary>
internal static partial class RemedyFinder
{
    /// <summary>A fix that is linked is a try also after somebody said that all is well, up to this long.</summary>
    private static readonly TimeSpan s_afterwards = TimeSpan.FromDays(30);

    /// <summary>Somebody may say that all is well before the job that did it is over.</summary>
    private static readonly TimeSpan s_early = TimeSpan.FromMinutes(30);

    /// <summary>
    /// What is not linked is a try only while people are at it: in the days after somebody noticed, and before it was over. An incident that lay open for
    /// months would else make tries of all that touched the same files.
    /// </summary>
    private static readonly TimeSpan s_acute = TimeSpan.FromDays(7);

    /// <summary>The same commit in several regions is one try.</summary>
    private static readonly TimeSpan s_sameTry = TimeSpan.FromHours(2);

    public static void Find(IncidentCase one, ShippingLog shipping, LedgerPolicy policy, DateTimeOffset until)
    {
        var open = (one.Restored ?? until) + s_early;
        var touched = one.Fixes.Select(fix => fix.Change).Concat(one.Blames.Where(blame => blame.Value.Verdict >= Verdict.Probable).Select(blame => blame.Key)).SelectMany(change => change.Paths).ToHashSet(StringComparer.Ordinal);
        foreach (var each in shipping.Of(one.Service).Where(each => each.At > one.Record.Detected && each.At <= open + s_afterwards))
        {
            var isNow = each.At <= open && (each.At - one.Record.Detected <= s_acute || open - each.At <= s_acute);
            if (Of(one, each, isNow, touched) is { } found && !IsKnown(one, each))
            {
                one.Tries.Add(found);
                each.IsRemedy |= IsReason(one, each, found);
            }
        }

        if (one is { Tries.Count: 0, Possible: { } possible } && possible.Change.Shipments.Find(shipment => shipment.By.At > one.Record.Detected && shipment.By.At <= open) is { By: { } by })
        {
            one.PossibleTry = new Try(by, RemedyKind.Possible, possible.Words);
        }

        one.Verified = VerifiedAt(one, policy, until);
    }

    /// <summary>Whether the incident was why there was a deployment at all. A release that also brings a fix would have come without it.</summary>
    private static bool IsReason(IncidentCase one, JudgedDeployment each, Try found) =>
        found.Kind is RemedyKind.Rollback or RemedyKind.Hotfix or RemedyKind.Config
        || 2 * each.Shipped.Count(change => change == found.By || IsDiagnostic(change) || one.Fixes.Exists(fix => fix.Change == change)) >= each.Shipped.Count;

    private static bool IsKnown(IncidentCase one, JudgedDeployment each) =>
        one.Tries.Exists(known => known.Deployment.Place != each.Place && each.At - known.Deployment.At < s_sameTry
            && (known.Deployment.Code?.Id ?? known.Deployment.Record.Commit ?? "") == (each.Code?.Id ?? each.Record.Commit));

    private static Try? Of(IncidentCase one, JudgedDeployment each, bool isOpen, HashSet<string> touched)
    {
        var linked = one.Fixes.Where(fix => each.Shipped.Contains(fix.Change)).ToList();
        if (linked.Count > 0)
        {
            var isQuick = linked.Exists(fix => IsHot(fix.Change)) || linked.Exists(fix => !fix.Change.Code.Split.OnMain[fix.Change.Root]);
            var isLog = linked.TrueForAll(fix => IsDiagnostic(fix.Change));
            return new Try(each, isLog ? RemedyKind.Diagnostic : isQuick ? RemedyKind.Hotfix : RemedyKind.FixForward, $"it brought {linked[0].Change.Key}: {linked[0].Words}", linked[0].Change);
        }

        if (!isOpen)
        {
            return null;
        }

        if (each.Kind is DeploymentKind.Rollback)
        {
            return new Try(each, RemedyKind.Rollback, "it went back to what ran before while the incident was open");
        }

        if (each.Kind is DeploymentKind.Config or DeploymentKind.Redeploy)
        {
            return new Try(each, RemedyKind.Config, each.Kind == DeploymentKind.Config ? "it changed settings while the incident was open" : "it brought the same commit again while the incident was open");
        }

        if (each.Shipped.Find(IsHot) is { } hot)
        {
            return new Try(each, RemedyKind.Hotfix, $"it brought {hot.Key}, which calls itself a hotfix or a revert, while the incident was open", hot);
        }

        var near = each.Shipped.Find(change => change.Paths.Any(touched.Contains));
        if (near is not null)
        {
            return new Try(each, IsDiagnostic(near) ? RemedyKind.Diagnostic : RemedyKind.FixForward, $"it brought {near.Key}, which changed the same files, while the incident was open", near);
        }

        return each.Shipped.Count > 0 && each.Shipped.TrueForAll(IsDiagnostic)
            ? new Try(each, RemedyKind.Diagnostic, $"it brought {each.Shipped[0].Key}, which only adds logging or measuring, while the incident was open", each.Shipped[0])
            : null;
    }

    private static bool IsHot(KnownChange change) =>
        Hot().IsMatch(change.Title) || change.Record?.Labels.Any(label => Hot().IsMatch(label)) is true || change.Code.Code.Commits[change.Root].Message.StartsWith("Revert \"", StringComparison.Ordinal);

    private static bool IsDiagnostic(KnownChange change) => Diagnostic().IsMatch(change.Title) && !Repairs().IsMatch(change.Title);

    /// <summary>Quiet: not opened again, and not repeated, for as long as the policy asks after the last try.</summary>
    private static DateTimeOffset? VerifiedAt(IncidentCase one, LedgerPolicy policy, DateTimeOffset until)
    {
        if (one.Restored is not { } restored)
        {
            return null;
        }

        var last = one.Tries.Select(each => each.Deployment.At).Append(restored).Concat(one.Repeats.Select(repeat => repeat.Restored ?? until)).Max();
        var quiet = last + policy.QuietUntilVerified;
        return quiet <= until && one.Repeats.TrueForAll(repeat => repeat.Restored is not null || repeat.ClockIsWrong) ? quiet : null;
    }

    [GeneratedRegex(@"\bhot[- ]?fix|^revert\b|\bemergency\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hot();

    [GeneratedRegex(@"\b(log|logs|logging|trace|tracing|debug|diagnos\w*|metric|metrics|instrument\w*|telemetry)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Diagnostic();

    [GeneratedRegex(@"\b(fix|fixes|fixed|correct|prevent|handle|revert)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Repairs();
}
