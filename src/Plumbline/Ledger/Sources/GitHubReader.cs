using System.Globalization;
using Plumbline.Ledger.Observations;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Sources;

/// <summary>
/// Webhooks of GitHub, and the same objects as its REST interface lists them. Which event it is, is seen by what it holds: a file has no headers.
/// </summary>
internal static class GitHubReader
{
    public static Reading Read(EventBody body)
    {
        var repository = Repository(body);
        if (body.Has("deployment_status") || (body.Has("deployment") && body.Has("state") && body.Has("environment")))
        {
            return DeploymentStatus(body, repository);
        }

        if (body.Has("deployment") || (body.Has("statuses_url") && body.Has("sha") && body.Has("environment")))
        {
            return Deployment(body.Has("deployment") ? body.Part("deployment") : body, repository);
        }

        if (body.Has("workflow_run") || body.Has("run_attempt"))
        {
            return Reading.Ignore("a workflow run is no deployment; its deployment_status is");
        }

        if (body.Has("review") || (body.Has("submitted_at") && body.Has("pull_request_url")))
        {
            return Review(body, repository);
        }

        if (body.Has("pull_request") || (body.Has("merge_commit_sha") && body.Has("head") && body.Has("base")))
        {
            return Pull(body.Has("pull_request") ? body.Part("pull_request") : body, repository);
        }

        if (body.Has("release") || (body.Has("tag_name") && body.Has("target_commitish")))
        {
            return Release(body.Has("release") ? body.Part("release") : body, body.Text("action"), repository);
        }

        if (body.Has("issue") || (body.Has("number") && body.Has("state") && body.Has("labels")))
        {
            return Issue(body.Has("issue") ? body.Part("issue") : body, body.Text("action"), repository);
        }

        return body.Has("commits") && body.Has("ref")
            ? Reading.Ignore("what was pushed is read from the repository itself")
            : Reading.Reject("it is none of deployment_status, deployment, workflow_run, pull_request, release, issues, push");
    }

    /// <summary>From the webhook's own part, or from the address of an object that was listed.</summary>
    private static string Repository(EventBody body)
    {
        if ((body.Text("repository.full_name") ?? body.Text("base.repo.full_name")) is { } name)
        {
            return name;
        }

        var address = body.Text("repository_url") ?? body.Text("pull_request_url") ?? body.Text("url") ?? body.Text("html_url") ?? "";
        var parts = address.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.IndexOf(parts, "repos");
        at = at < 0 ? 1 : at;
        return parts.Length > at + 2 ? $"{parts[at + 1]}/{parts[at + 2]}" : "";
    }

    private static Reading DeploymentStatus(EventBody body, string repository)
    {
        var (status, deployment) = (body.Has("deployment_status") ? body.Part("deployment_status") : body, body.Part("deployment"));
        var state = status.Need("state");
        var at = status.Has("updated_at") ? status.NeedTime("updated_at") : status.NeedTime("created_at");
        var result = state switch
        {
            "success" => DeploymentResult.Succeeded,
            "failure" or "error" => DeploymentResult.Failed,
            "in_progress" or "queued" or "pending" or "waiting" => DeploymentResult.Running,
            "inactive" => DeploymentResult.Superseded,
            _ => Unknown(body, state),
        };
        return Reading.Of(Seen(deployment, repository, at) with
        {
            Environment = status.Text("environment") ?? deployment.Need("environment"),
            Result = result,
            OriginalResult = state,
            Finished = result is DeploymentResult.Succeeded or DeploymentResult.Failed ? at : null,
            Url = EventAddress.Web(status.Text("target_url")) ?? EventAddress.Web(status.Text("log_url")),
        });
    }

    private static Reading Deployment(EventBody deployment, string repository) =>
        Reading.Of(Seen(deployment, repository, deployment.NeedTime("created_at")) with { Environment = deployment.Need("environment"), Result = DeploymentResult.Running });

    private static DeploymentSeen Seen(EventBody deployment, string repository, DateTimeOffset at)
    {
        var task = deployment.Text("task") ?? "";
        return new DeploymentSeen($"github:{repository}/deployments/{deployment.Need("id")}", at)
        {
            Repository = repository,
            Commit = deployment.Text("sha"),
            Version = deployment.Text("ref"),
            Started = deployment.Time("created_at"),
            Service = deployment.Text("payload.service"),
            Region = deployment.Text("payload.region"),
            Said = task.Contains("rollback", StringComparison.OrdinalIgnoreCase) ? DeploymentKind.Rollback : null,
        };
    }

    private static Reading Pull(EventBody pull, string repository)
    {
        var number = pull.Number("number") ?? 0;
        if (number == 0)
        {
            pull.Trouble.Note("pull_request.number is missing");
        }

        var merged = pull.Time("merged_at");
        return Reading.Of(new ChangeSeen($"{repository}#{number}", merged ?? pull.Time("updated_at") ?? pull.NeedTime("created_at"))
        {
            Repository = repository,
            Number = number,
            MergeCommit = merged is null ? null : pull.Text("merge_commit_sha"),
            HeadCommit = pull.Text("head.sha"),
            Title = pull.Text("title"),
            Body = pull.Text("body", isLong: true),
            Author = pull.Text("user.login"),
            Labels = pull.Texts("labels", "name"),
            Opened = pull.Time("created_at"),
            Merged = merged,
        });
    }

    /// <summary>That somebody looked at a request, and when; a review that is still being written has no time. What its webhook says of the request is no news.</summary>
    private static Reading Review(EventBody body, string repository)
    {
        var review = body.Has("review") ? body.Part("review") : body;
        if (!review.Has("submitted_at"))
        {
            return Reading.Ignore("a review that is not submitted");
        }

        if (review.Text("user.type") == "Bot" || review.Text("user.login") is null)
        {
            return Reading.Ignore("a review by nobody that is a person");
        }

        var request = body.Number("pull_request.number")?.ToString(CultureInfo.InvariantCulture) ?? review.Text("pull_request_url")?.Split('/')[^1];
        return Reading.Of(new EffortSeen($"github:{repository}/reviews/{review.Need("id")}", review.NeedTime("submitted_at"))
        {
            Person = review.Need("user.login"),
            Hours = Effort.Untold,
            Category = Effort.Review,
            Subject = request is { Length: > 0 } ? $"{repository}#{request}" : "",
        });
    }

    private static Reading Release(EventBody release, string? action, string repository)
    {
        if (release.Is("draft") || action is "deleted" or "unpublished")
        {
            return Reading.Ignore("a release that is not published");
        }

        var tag = release.Need("tag_name");
        var at = release.NeedTime("published_at");
        var target = release.Text("target_commitish");
        return Reading.Of(new DeploymentSeen($"github:{repository}/releases/{tag}", at)
        {
            Repository = repository,
            Environment = release.Is("prerelease") ? "prerelease" : "production",
            Commit = target is { Length: 40 or 64 } && target.AsSpan().IndexOfAnyExcept("0123456789abcdefABCDEF") < 0 ? target : null,
            Version = tag,
            Result = DeploymentResult.Succeeded,
            OriginalResult = action ?? "published",
            Started = at,
            Finished = at,
            IsProxy = true,
            Url = EventAddress.Web(release.Text("html_url")),
        });
    }

    private static Reading Issue(EventBody issue, string? action, string repository)
    {
        if (issue.Has("pull_request"))
        {
            return Reading.Ignore("a pull request that is listed as an issue");
        }

        var labels = issue.Texts("labels", "name");
        if (!IncidentWords.IsIncident(labels))
        {
            return Reading.Ignore("an issue without a label that says incident");
        }

        var key = $"github:{repository}/issues/{issue.Need("number")}";
        var created = issue.NeedTime("created_at");
        var body = issue.Text("body", isLong: true) ?? "";
        var seen = new IncidentSeen(key, created, IncidentStep.Detected)
        {
            Title = issue.Text("title"),
            Severity = IncidentWords.Severity(labels),
            Cause = IncidentWords.Cause(labels),
            Service = IncidentWords.Valued(labels, "service"),
            Environment = IncidentWords.Valued(labels, "environment"),
            Links = IncidentWords.Links(body),
            Trace = IncidentWords.Trace(body),
            DuplicateOf = issue.Text("state_reason") == "duplicate" ? IncidentWords.Duplicate(body, $"github:{repository}/issues/") : null,
            Url = EventAddress.Web(issue.Text("html_url")),
        };
        return action == "reopened"
            ? Reading.Of(seen, seen with { At = issue.NeedTime("updated_at"), Step = IncidentStep.Reopened })
            : issue.Time("closed_at") is { } closed ? Reading.Of(seen, seen with { At = closed, Step = IncidentStep.Resolved }) : Reading.Of(seen);
    }

    private static DeploymentResult Unknown(EventBody body, string state)
    {
        body.Trouble.Note($"deployment_status.state '{state}' is not known");
        return DeploymentResult.Running;
    }
}
