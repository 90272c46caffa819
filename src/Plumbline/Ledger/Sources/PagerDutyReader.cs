using Plumbline.Ledger.Observations;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Sources;

/// <summary>Webhooks of PagerDuty, version 3.</summary>
internal static class PagerDutyReader
{
    public static Reading Read(EventBody body)
    {
        var (happened, data) = (body.Part("event"), body.Part("event.data"));
        var type = happened.Need("event_type");
        if (!type.StartsWith("incident.", StringComparison.Ordinal))
        {
            return Reading.Ignore($"{type} says nothing of an incident");
        }

        // Notes and updates of status hold their incident one level deeper.
        var incident = data.Has("incident.id") ? data.Part("incident") : data;
        var step = type switch
        {
            "incident.triggered" => IncidentStep.Detected,
            "incident.acknowledged" => IncidentStep.Acknowledged,
            "incident.resolved" => IncidentStep.Resolved,
            "incident.reopened" => IncidentStep.Reopened,
            _ => IncidentStep.Noted,
        };
        var note = data.Has("incident.id") ? data.Text("content", isLong: true) ?? data.Text("message", isLong: true) ?? "" : "";
        var seen = new IncidentSeen($"pagerduty:{incident.Need("id")}", happened.NeedTime("occurred_at"), step)
        {
            Title = incident.Text("title") ?? incident.Text("summary"),
            Service = incident.Text("service.summary"),
            Severity = incident.Text("priority.summary") ?? incident.Text("urgency"),
            Detected = incident.Time("created_at"),
            Links = IncidentWords.Links(note),
            DuplicateOf = step == IncidentStep.Resolved && incident.Text("resolve_reason.incident.id") is { } merged ? $"pagerduty:{merged}" : null,
            Url = EventAddress.Web(incident.Text("html_url")),
        };

        // Whoever, or whatever, set it off did not work on it.
        return step != IncidentStep.Detected && happened.Text("agent.type") is "user_reference" or "user"
            ? Reading.Of(seen, Responding(happened, seen))
            : Reading.Of(seen);
    }

    private static EffortSeen Responding(EventBody happened, IncidentSeen seen) => new($"{seen.Key}/{happened.Need("id")}", seen.At)
    {
        Person = happened.Need("agent.id"),
        Hours = Effort.Untold,
        Category = Effort.OnCall,
        Subject = seen.Key,
    };
}
