using Plumbline.Cli.Json;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Judging;
using Plumbline.Ledger.Records;
using Plumbline.Ledger.Tax;
using Plumbline.Store.Ledger;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Cli.Ledger;

/// <summary>Says for a record in which metrics it is counted, and why not in the others.</summary>
internal static class Explanation
{
    public static ExplainedLine Of(JudgedReader reader, JudgedIncidentRow row)
    {
        var blames = reader.BlamesOf(row.Id).Where(blame => blame.Weight > 0).ToList();
        var out1 = row.Exclusion == (int)Exclusion.None ? null : row.Note ?? "it is excluded";
        var shipped = blames.Where(blame => reader.ShipmentsOf(blame.Change).Count > 0).ToList();
        var byOrigin = out1 ?? (blames.Count == 0 ? "no change is named as its cause" : shipped.Count == 0 ? "the change named as its cause shipped before the first deployment that is known" : null);
        var probable = blames.Exists(blame => blame.Verdict >= (int)Verdict.Probable);
        var noTime = row.ClockIsWrong ? row.Note : null;
        var remedies = reader.RemediesOf(row.Id);
        return new ExplainedLine(row.Key, "incident",
        [
            Line("M1", "incident rate by origin", byOrigin, $"it counts for {Share(blames)}"),
            Line("M2", "changes failed within so many days", byOrigin, "the first incident of each change named ends its time without one"),
            Line("M3", "change fail rate", out1 ?? (row.Failed > 0 ? TooLate(reader, row) : row.Suspect > 0 ? "the deployment before it is only near in time, which is possible and no more" : "no deployment is known that failed by it"), $"{reader.Deployment(row.Failed)?.Key} failed by it"),
            Line("M4", "time to restore", out1 ?? noTime, row.Restored is null ? "it is open, and counts as lasting at least until now" : "from detection until it was restored"),
            Line("M5", "failed deployment recovery time", out1 ?? noTime ?? (row.Failed == 0 ? "it is linked to no deployment, at least probably" : TooLate(reader, row)), "from the failed deployment until it was restored"),
            Line("M6", "redeploy cycles per fix", out1 ?? (remedies.Count == 0 ? "no deployment tried to end it" : row.Verified is null ? "it has not stayed quiet long enough to be verified" : null), $"{remedies.Count} deployments until it stayed quiet, {remedies.Count(remedy => remedy.Kind == (int)RemedyKind.Rollback)} of them rollbacks"),
            Line("M10", "changes that needed debugging in production", byOrigin ?? (probable ? null : "what speaks for a change is only possible"), "the change named needed debugging"),
            Line("M13", "coverage", out1, blames.Count == 0 ? "as attributed to nothing" : $"as {LedgerWords.Of((Verdict)blames.Max(blame => blame.Verdict))}"),
        ]);
    }

    public static ExplainedLine Of(JudgedReader reader, JudgedDeploymentRow row)
    {
        var out1 = row.Counts ? null : row.NotCounted;
        var failures = reader.FailuresOf(row.Id).Where(incident => incident.Failed == row.Id && TooLate(reader, incident) is null).ToList();
        var suspects = reader.FailuresOf(row.Id).Count(incident => incident.Failed != row.Id || TooLate(reader, incident) is not null);
        var remedies = reader.RemediesBy(row.Id);
        return new ExplainedLine(row.Key, "deployment",
        [
            Line("M1", "incident rate by origin", out1 ?? row.NoCode ?? (row.Changes == 0 ? "it brought no change that was not there before" : null), $"the {row.Changes} changes that it brought first are at risk from then on"),
            Line("M3", "change fail rate", out1, failures.Count > 0 ? $"as failed, by {string.Join(", ", failures.Select(incident => incident.Key))}" : suspects > 0 ? $"as not failed: {suspects} incidents came after it, too late, or with nothing but time to speak for it" : "as not failed, once its time of evaluation is over"),
            Line("M5", "failed deployment recovery time", out1 ?? (failures.Count == 0 ? "no incident is linked to it, at least probably" : null), "until its incidents were restored"),
            Line("M6", "redeploy cycles per fix", out1 ?? (remedies.Count == 0 ? "it tried to end no incident" : null), string.Join("; ", remedies.Select(remedy => $"{LedgerWords.Of((RemedyKind)remedy.Kind)} for {reader.Incident(remedy.Incident)!.Key}: {remedy.Words}"))),
            Line("M7", "deployment rework rate", out1, row.IsRemedy ? "as unplanned: an incident was its reason" : "as planned"),
            Line("M13", "coverage", out1, row.NoCode is null ? "as of known code" : $"as of unknown code: {row.NoCode}"),
        ]);
    }

    public static ExplainedLine Of(JudgedReader reader, JudgedChangeRow row)
    {
        var blames = reader.BlamesOn(row.Id).Where(blame => blame.Weight > 0).ToList();
        var excluded = blames.Where(blame => reader.Incident(blame.Incident)!.Exclusion != (int)Exclusion.None).ToList();
        var counted = blames.Except(excluded).ToList();
        var probable = counted.Count(blame => blame.Verdict >= (int)Verdict.Probable);
        var origin = LedgerWords.Origin(row.Origin);
        var lines = row.Ai + row.Human + row.Mixed + row.Unknown;
        return new ExplainedLine(row.Key, "change",
        [
            Line("M1", "incident rate by origin", row.NotCounted, $"as one change of origin {origin}, with {counted.Count} incidents and {lines} lines"),
            Line("M2", "changes failed within so many days", row.NotCounted, counted.Count > 0 ? "until its first incident" : "as without an incident so far"),
            Line("M3b", "share of changes that failed", row.NotCounted, probable > 0 ? $"as failed: {probable} incidents at least probably" : "as not failed"),
            Line("M8", "line rework", row.Commit is null ? "its lines are not known" : lines == 0 ? "it brought no source lines" : null, $"{row.Reworked} of its {lines} lines were changed or deleted again within 14 days, as far as these are over"),
            Line("M9", "revert rate", row.Commit is null ? row.NotCounted : null, row.RevertedBy is { } revert ? $"as reverted by {reader.Change(revert)!.Key}" : "as not reverted"),
            Line("M10", "changes that needed debugging in production", row.NotCounted, probable > 0 ? "as one that did" : "as one that did not"),
            Line("M12", "debugging tax", row.Commit is null ? row.NotCounted : null, "the hours of building it, modelled from its commits"),
            Line("M13", "coverage", row.NotCounted, row.Origin == 0 ? "as of unknown origin" : "as of known origin"),
        ]);
    }

    private static string? TooLate(JudgedReader reader, JudgedIncidentRow row) =>
        reader.Deployment(row.Failed)?.At is { } at && row.Detected - at > DeliveryReckoning.Soon.TotalMicroseconds
            ? $"it showed more than {DeliveryReckoning.Soon.TotalDays:0} days after {reader.Deployment(row.Failed)!.Key}, which brought the change: that is no failure of the deployment"
            : null;

    private static CountedLine Line(string metric, string name, string? why, string counted) => new(metric, name, why is null, why ?? counted);

    private static string Share(List<BlameRow> blames) => string.Join(", ", blames.GroupBy(blame => (Verdict)blame.Verdict).Select(group => $"{LedgerWords.Percent(group.Sum(blame => blame.Weight))} {LedgerWords.Of(group.Key)}"));
}
