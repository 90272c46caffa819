using Plumbline.Ledger.Observations;

namespace Plumbline.Ledger.Sources;

/// <summary>Webhooks of Jira about issues and worklogs.</summary>
internal static class JiraReader
{
    private static readonly string[] s_done = ["done", "closed", "resolved"];

    public static Reading Read(EventBody body)
    {
        var name = body.Text("webhookEvent") ?? "";
        if (name.StartsWith("worklog_", StringComparison.Ordinal))
        {
            return Worklog(body, name);
        }

        var issue = body.Has("issue") ? body.Part("issue") : body;
        return issue.Has("fields") ? Issue(body, issue, name) : Reading.Reject("it is neither an issue nor a worklog");
    }

    private static Reading Issue(EventBody body, EventBody issue, string name)
    {
        var labels = issue.Texts("fields.labels");
        var type = issue.Text("fields.issuetype.name") ?? "";
        if (!type.Contains("incident", StringComparison.OrdinalIgnoreCase) && !IncidentWords.IsIncident(labels))
        {
            return Reading.Ignore("an issue that is no incident and has no label that says so");
        }

        if (name == "jira:issue_deleted")
        {
            return Reading.Ignore("an issue that was deleted");
        }

        var created = issue.NeedTime("fields.created");
        var text = issue.Text("fields.description", isLong: true) ?? "";
        var seen = new IncidentSeen($"jira:{issue.Need("key")}", created, IncidentStep.Detected)
        {
            Title = issue.Text("fields.summary"),
            Service = issue.Texts("fields.components", "name").FirstOrDefault(),
            Severity = issue.Text("fields.priority.name"),
            Cause = IncidentWords.Cause(labels),
            Links = IncidentWords.Links(text),
            Trace = IncidentWords.Trace(text),
        };
        var observations = new List<Observation> { seen };
        if (issue.Time("fields.resolutiondate") is { } resolved)
        {
            observations.Add(seen with { At = resolved, Step = IncidentStep.Resolved });
        }

        foreach (var item in body.Items("changelog.items").Where(item => item.Text("field") == "status"))
        {
            var (from, to) = (IsDone(item.Text("fromString")), IsDone(item.Text("toString")));
            var step = to ? IncidentStep.Resolved : from ? IncidentStep.Reopened : IncidentStep.Acknowledged;
            observations.Add(seen with { At = body.NeedTime("timestamp"), Step = step });
        }

        return Reading.Of(observations);
    }

    private static bool IsDone(string? status) => status is not null && s_done.Contains(status.ToLowerInvariant());

    private static Reading Worklog(EventBody body, string name)
    {
        var log = body.Part("worklog");
        var hours = (log.Number("timeSpentSeconds") ?? 0) / 3600.0;
        if (hours is < 0 or > EventLimits.MostHours)
        {
            log.Trouble.Note("worklog.timeSpentSeconds is not between none and a day");
        }

        return Reading.Of(new EffortSeen($"jira:worklog/{log.Need("id")}", log.NeedTime("started"))
        {
            Person = log.Text("author.accountId") ?? log.Need("author.name"),
            Hours = hours,
            Category = log.Text("comment") ?? "",
            Subject = log.Text("issueKey") is { } key ? $"jira:{key}" : log.Text("issueId") is { } id ? $"jira:{id}" : "",
            IsGone = name == "worklog_deleted",
        });
    }
}
