using System.Text;
using Plumbline.Ledger.Observations;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Sources;

/// <summary>Webhooks of Sentry about issues, and its error events with their frames.</summary>
internal static class SentryReader
{
    private const int MostFrames = 100;

    public static Reading Read(EventBody body)
    {
        if (body.Has("data.issue"))
        {
            return Issue(body, body.Part("data.issue"));
        }

        return body.Has("data.error") || body.Has("data.event") ? Error(body.Has("data.error") ? body.Part("data.error") : body.Part("data.event"))
            : body.Has("exception") ? Error(body)
            : Reading.Reject("it has neither data.issue nor data.error");
    }

    private static Reading Issue(EventBody body, EventBody issue)
    {
        var action = body.Need("action");
        var first = issue.NeedTime("firstSeen");
        var last = issue.Time("lastSeen") ?? first;
        var at = body.Time("timestamp") ?? last;
        var seen = new IncidentSeen($"sentry:{issue.Need("id")}", first, IncidentStep.Detected)
        {
            Title = issue.Text("title") ?? issue.Text("metadata.value"),
            Service = issue.Text("project.slug"),
            Severity = issue.Text("priority") ?? issue.Text("level"),
            Links = issue.Text("statusDetails.inCommit.commit") is { } commit ? [new IncidentLink(LinkKind.FixedBy, commit.ToLowerInvariant(), "statusDetails.inCommit")] : [],
            FirstSeenIn = issue.Text("firstRelease.version"),
            Url = EventAddress.Web(issue.Text("web_url") ?? issue.Text("permalink")),
        };
        IncidentStep? step = action switch
        {
            "created" => null,
            "resolved" => IncidentStep.Resolved,
            "assigned" => IncidentStep.Acknowledged,
            "unresolved" => issue.Text("substatus") == "new" ? null : IncidentStep.Reopened,
            _ => IncidentStep.Noted,
        };
        return step is { } moved ? Reading.Of(seen, seen with { At = at, Step = moved }) : Reading.Of(seen);
    }

    private static Reading Error(EventBody error)
    {
        var at = error.Time("datetime") ?? error.NeedTime("timestamp");
        return Reading.Of(new IncidentSeen($"sentry:{error.Text("issue_id") ?? error.Need("event_id")}", at, IncidentStep.Noted)
        {
            Title = error.Text("title"),
            Service = error.Text("project_slug"),
            Environment = error.Text("environment"),
            FirstSeenIn = error.Text("release"),
            Trace = Trace(error),
        });
    }

    /// <summary>The frames as a trace with the newest one first, in one form for all languages: <c>at function in file:line</c>.</summary>
    private static string? Trace(EventBody error)
    {
        var trace = new StringBuilder();
        foreach (var value in error.Items("exception.values").Reverse())
        {
            trace.Append(value.Text("type")).Append(": ").Append(value.Text("value")).Append('\n');
            foreach (var frame in value.Items("stacktrace.frames").Reverse().Take(MostFrames))
            {
                var inApp = frame.At("in_app").ValueKind != System.Text.Json.JsonValueKind.False;
                var file = frame.Text("abs_path") is { } path && !path.Contains("://", StringComparison.Ordinal) ? path : frame.Text("filename") ?? frame.Text("abs_path");
                trace.Append(inApp ? "   at " : "   at (library) ").Append(frame.Text("function") ?? "?").Append("()");
                if (file is not null && frame.Number("lineno") is { } line)
                {
                    trace.Append(" in ").Append(file).Append(":line ").Append(line);
                }

                trace.Append('\n');
            }
        }

        return trace.Length == 0 ? null : trace.ToString();
    }
}
