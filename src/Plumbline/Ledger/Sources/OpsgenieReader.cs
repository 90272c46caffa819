using System.Globalization;
using Plumbline.Ledger.Observations;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Sources;

/// <summary>Webhooks of Opsgenie. <c>createdAt</c> is in milliseconds, <c>updatedAt</c> has nineteen digits.</summary>
internal static class OpsgenieReader
{
    /// <summary>What stands for a person where Opsgenie itself, or one of its interfaces, did it.</summary>
    private static readonly string[] s_machines = ["System", "Alert API", "Default API", "Integration API"];

    public static Reading Read(EventBody body)
    {
        var alert = body.Part("alert");
        var action = body.Need("action");
        IncidentStep? step = action switch
        {
            "Create" => IncidentStep.Detected,
            "Acknowledge" => IncidentStep.Acknowledged,
            "Close" => IncidentStep.Resolved,
            "UnAcknowledge" or "AddNote" or "AddTags" or "RemoveTags" or "AssignOwnership" or "TakeOwnership" or "EscalateNext" or "Escalate" or "UpdatePriority" or "UpdateMessage"
                or "UpdateDescription" or "AddTeam" or "AddRecipient" or "CustomAction" or "Snooze" or "SnoozeEnded" or "AddResponder" => IncidentStep.Noted,
            "Delete" => null,
            _ => IncidentStep.Noted,
        };
        if (step is null)
        {
            return Reading.Ignore("an alert that was deleted");
        }

        var created = alert.Time("createdAt");
        var at = step == IncidentStep.Detected ? created ?? alert.NeedTime("createdAt") : alert.Time("updatedAt") ?? alert.NeedTime("createdAt");
        var tags = alert.Texts("tags");
        var seen = new IncidentSeen($"opsgenie:{alert.Need("alertId")}", at, step.Value)
        {
            Title = alert.Text("message"),
            Service = IncidentWords.Valued(tags, "service") ?? alert.Text("entity"),
            Environment = IncidentWords.Valued(tags, "environment") ?? IncidentWords.Valued(tags, "env"),
            Severity = alert.Text("priority"),
            Cause = IncidentWords.Cause(tags),
            Detected = created,
            Links = IncidentWords.Links(alert.Text("note", isLong: true) ?? ""),
        };
        return IsResponse(action) && alert.Text("username") is { Length: > 0 } person && !s_machines.Contains(person) ? Reading.Of(seen, Responding(seen, action, person)) : Reading.Of(seen);
    }

    private static bool IsResponse(string action) => action is "Acknowledge" or "UnAcknowledge" or "Close" or "AddNote" or "TakeOwnership" or "AssignOwnership" or "Escalate" or "UpdatePriority" or "Snooze" or "AddResponder";

    private static EffortSeen Responding(IncidentSeen seen, string action, string person) => new(string.Create(CultureInfo.InvariantCulture, $"{seen.Key}/{action}/{seen.At.UtcTicks}"), seen.At)
    {
        Person = person,
        Hours = Effort.Untold,
        Category = Effort.OnCall,
        Subject = seen.Key,
    };
}
