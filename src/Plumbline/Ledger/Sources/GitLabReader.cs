using Plumbline.Ledger.Observations;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Sources;

/// <summary>Webhooks of GitLab: deployments, issues and incidents, merge requests.</summary>
internal static class GitLabReader
{
    public static Reading Read(EventBody body) => body.Text("object_kind") switch
    {
        "deployment" => Deployment(body),
        "issue" or "incident" or "work_item" => Issue(body),
        "merge_request" => MergeRequest(body),
        "pipeline" or "build" => Reading.Ignore("a pipeline is no deployment; its deployment event is"),
        "push" or "tag_push" => Reading.Ignore("what was pushed is read from the repository itself"),
        null => Reading.Reject("object_kind is missing"),
        var other => Reading.Ignore($"object_kind {other} says nothing of deployments, incidents or changes"),
    };

    private static Reading Deployment(EventBody body)
    {
        var repository = body.Text("project.path_with_namespace") ?? "";
        var status = body.Need("status");
        var at = body.NeedTime("status_changed_at");
        DeploymentResult? result = status switch
        {
            "success" => DeploymentResult.Succeeded,
            "failed" => DeploymentResult.Failed,
            "created" or "running" or "blocked" or "approved" => DeploymentResult.Running,
            "canceled" or "rejected" or "skipped" => DeploymentResult.Canceled,
            _ => null,
        };
        if (result is null)
        {
            body.Trouble.Note($"status '{status}' is not known");
        }

        // The event has an abbreviated id only; the address of the commit ends with the whole one.
        var address = body.Text("commit_url") ?? "";
        var commit = address[(address.LastIndexOf('/') + 1)..];
        var tier = body.Text("environment_tier");
        return Reading.Of(new DeploymentSeen($"gitlab:{repository}/deployments/{body.Need("deployment_id")}", at)
        {
            Repository = repository,
            Environment = tier is null or "other" ? body.Need("environment") : tier,
            Region = tier is null or "other" || body.Text("environment") == tier ? null : body.Text("environment"),
            Commit = commit.Length is 40 or 64 ? commit : body.Text("short_sha"),
            Version = body.Text("ref"),
            Result = result,
            OriginalResult = status,
            Started = result == DeploymentResult.Running ? at : null,
            Finished = result is DeploymentResult.Succeeded or DeploymentResult.Failed or DeploymentResult.Canceled ? at : null,
            Url = EventAddress.Web(body.Text("deployable_url")),
        });
    }

    private static Reading Issue(EventBody body)
    {
        var issue = body.Part("object_attributes");
        var labels = body.Has("labels") ? body.Texts("labels", "title") : issue.Texts("labels", "title");
        var isIncident = string.Equals(issue.Text("type") ?? issue.Text("issue_type"), "incident", StringComparison.OrdinalIgnoreCase);
        if (!isIncident && !IncidentWords.IsIncident(labels))
        {
            return Reading.Ignore("an issue that is no incident and has no label that says so");
        }

        var repository = body.Text("project.path_with_namespace") ?? "";
        var text = issue.Text("description", isLong: true) ?? "";
        var seen = new IncidentSeen($"gitlab:{repository}/issues/{issue.Need("iid")}", issue.NeedTime("created_at"), IncidentStep.Detected)
        {
            Title = issue.Text("title"),
            Severity = issue.Text("severity") is { } severity && severity != "unknown" ? severity : IncidentWords.Severity(labels),
            Cause = IncidentWords.Cause(labels),
            Service = IncidentWords.Valued(labels, "service"),
            Environment = IncidentWords.Valued(labels, "environment"),
            Links = IncidentWords.Links(text),
            Trace = IncidentWords.Trace(text),
            Url = EventAddress.Web(issue.Text("url")),
        };
        return issue.Text("action") switch
        {
            "reopen" => Reading.Of(seen, seen with { At = issue.NeedTime("updated_at"), Step = IncidentStep.Reopened }),
            "close" => Reading.Of(seen, seen with { At = issue.Time("closed_at") ?? issue.NeedTime("updated_at"), Step = IncidentStep.Resolved }),
            _ when issue.Text("escalation_status") == "acknowledged" => Reading.Of(seen, seen with { At = issue.NeedTime("updated_at"), Step = IncidentStep.Acknowledged }),
            _ when issue.Time("closed_at") is { } closed => Reading.Of(seen, seen with { At = closed, Step = IncidentStep.Resolved }),
            _ => Reading.Of(seen),
        };
    }

    private static Reading MergeRequest(EventBody body)
    {
        var (repository, request) = (body.Text("project.path_with_namespace") ?? "", body.Part("object_attributes"));
        var at = request.Time("updated_at") ?? request.NeedTime("created_at");
        var isMerged = request.Text("state") == "merged";
        return Reading.Of(new ChangeSeen($"{repository}!{request.Need("iid")}", at)
        {
            Repository = repository,
            Number = request.Number("iid") ?? 0,
            MergeCommit = isMerged ? request.Text("merge_commit_sha") ?? request.Text("squash_commit_sha") : null,
            HeadCommit = request.Text("last_commit.id"),
            Title = request.Text("title"),
            Body = request.Text("description", isLong: true),
            Author = body.Text("user.username"),
            Labels = body.Texts("labels", "title"),
            Opened = request.Time("created_at"),
            Merged = isMerged ? request.Time("merged_at") ?? at : null,
        });
    }
}
