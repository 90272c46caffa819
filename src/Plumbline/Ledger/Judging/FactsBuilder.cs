using Plumbline.Ledger.Code;
using Plumbline.Ledger.Facts;

namespace Plumbline.Ledger.Judging;

/// <summary>Takes out of what was judged what a report counts.</summary>
internal sealed class FactsBuilder(ServiceNames services, LedgerPolicy policy, DateTimeOffset until)
{
    private readonly Dictionary<string, string> _teams = new(policy.Teams, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _partners = new(policy.Partners, StringComparer.OrdinalIgnoreCase);

    public LedgerFacts Build(ChangeBook changes, ShippingLog shipping, IReadOnlyList<IncidentCase> cases, IReadOnlyList<WorkHours> hours)
    {
        var deployed = shipping.Deployments.Where(one => one.Counts).ToList();
        return new LedgerFacts
        {
            Changes = [.. changes.All.SelectMany(change => change.Shipments.Select(shipment => Shipped(change, shipment, shipping, changes))).OrderBy(one => one.Shipped).ThenBy(one => one.Id).ThenBy(one => one.Service, StringComparer.Ordinal)],
            Deployments = [.. deployed.Select(Deployment)],
            Incidents = [.. cases.Select(Incident)],
            Hours = hours,
            Until = until,
            Deployed = new Known(deployed.Count(one => one.Code is not null), deployed.Count),
        };
    }

    private ShippedChange Shipped(KnownChange change, Shipment shipment, ShippingLog shipping, ChangeBook changes)
    {
        var (tool, model) = change.Lines.Tool;
        return new ShippedChange
        {
            Id = change.Id,
            Service = shipment.Service,
            Team = services.Policy(shipment.Service)?.Team is { Length: > 0 } team ? team : Of(_teams, change),
            Partner = Of(_partners, change) is { Length: > 0 } partner ? partner : services.Policy(shipment.Service)?.Partner ?? "",
            Shipped = shipment.By.At,
            Begun = change.Begun < shipment.By.At ? change.Begun : null,
            Gone = Gone(change, shipment, shipping),
            IsReverted = change.RevertedBy is not null,
            Origin = change.Lines.Class(),
            Tool = tool,
            Model = model,
            Lines = change.Lines.Lines,
            AiLines = change.Lines.Ai,
            Reworked = change.Code.Split.OnMain[change.Root] && change.Code.Code.TimeOf(change.Code.Code.Tip) - change.At >= ChangeLines.Rework ? change.Lines.Reworked : -1,
            IsCorrected = Corrections.Of(change, shipment, changes, until),
            FileAge = change.Lines.FileAge,
            BuildHours = change.BuildHours,
            IsProxy = shipment.By.Record.IsProxy,
        };
    }

    // From the deployment on that took the last of it away.
    private static DateTimeOffset? Gone(KnownChange change, Shipment shipment, ShippingLog shipping)
    {
        var reverted = change.RevertedBy?.Shipments.Where(other => other.Service == shipment.Service).Select(other => (DateTimeOffset?)other.By.At).Min();
        var gone = change.Lines.Gone is { } at ? shipping.After(shipment.Service, at > shipment.By.At ? at : shipment.By.At.AddTicks(1))?.At : null;
        return reverted < gone || gone is null ? reverted : gone;
    }

    private static string Of(Dictionary<string, string> people, KnownChange change)
    {
        var mail = change.Facts.AuthorMail;
        var at = mail.IndexOf('@', StringComparison.Ordinal);
        return new[] { change.Record?.Author ?? "", mail, at < 0 ? "" : mail[at..] }.Where(name => name.Length > 0).Select(name => people.GetValueOrDefault(name)).FirstOrDefault(found => found is not null) ?? "";
    }

    private static ProductionDeployment Deployment(JudgedDeployment one)
    {
        var (lines, ai, unknown) = (one.Shipped.Sum(change => change.Lines.Lines), one.Shipped.Sum(change => change.Lines.Ai), one.Shipped.Sum(change => change.Lines.Unknown));
        return new ProductionDeployment
        {
            Id = one.Id,
            Place = one.Place,
            At = one.At,
            Kind = one.Kind,
            IsRemedy = one.IsRemedy,
            IsProxy = one.Record.IsProxy,
            Changes = one.Shipped.Count,
            AiShare = lines == 0 || unknown == lines ? -1 : (float)ai / lines,
        };
    }

    private static JudgedIncident Incident(IncidentCase one) => new()
    {
        Id = one.Id,
        Service = one.Service,
        Detected = one.Record.Detected,
        Restored = one.Restored,
        ClockIsWrong = one.ClockIsWrong,
        Exclusion = one.Exclusion,
        Cause = one.Record.Cause,
        Blames = [.. one.Blames.OrderByDescending(blame => blame.Value.Weight).ThenBy(blame => blame.Key.Id).Select(blame => new Blame(blame.Key.Id, blame.Value.Weight, blame.Value.Verdict))],
        FailedDeployment = one.Failed is { Verdict: >= Verdict.Probable } failed ? failed.Deployment.Id : 0,
        SuspectDeployment = one.Failed?.Deployment.Id ?? 0,
        Remedies = [.. one.Tries.OrderBy(each => each.Deployment.At).Select(each => new Remedy(each.Deployment.Id, each.Kind, each.Deployment.At))],
        Verified = one.Verified,
    };
}
